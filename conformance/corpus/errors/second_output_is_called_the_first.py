# rule: errors.modified-saved-tensor-text
# source: own
# claim: a second output is called "output 0" where another node saved it, and 1 where its own did
import torch

x = torch.tensor([[2.0, 1.0], [1.0, 3.0]], requires_grad=True)
values, vectors = torch.linalg.eigh(x)
y = vectors * vectors
vectors.detach().add_(1)
y.sum().backward()
values.sum().backward()
