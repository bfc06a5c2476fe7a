# The second derivative of a determinant, where minors of the matrix are singular (found by random
# programs).


import torch
for d in ([[1.0, 1.0], [1.0, 0.0]], [[0.0, 1.0], [1.0, 2.0]], [[1.0, 2.0, 0.0], [0.5, 1.0, 3.0], [2.0, 0.0, 1.0]]):
    d = torch.tensor(d, requires_grad=True)
    (c,) = torch.autograd.grad(torch.linalg.det(d), d, create_graph=True)
    c.sum().backward()
