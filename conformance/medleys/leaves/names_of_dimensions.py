"""Arguments that are no dimension, and numbers that stand for a tensor of their dtype."""

import torch

x = torch.ones(2, 3, requires_grad=True)
x.size("a")
x.stride("q")
x.dim(1)
x.size(5)
print(x.to(1.5).dtype, x.to(2.0 + 1j).grad_fn)
print(torch.linalg.matrix_rank(x), torch.linalg.matrix_rank(torch.eye(2).expand(3, 2, 2)))
torch.linalg.matrix_rank(x, tol=100.0).requires_grad
torch.linalg.matrix_rank(x[0])
