# rule: operators.inv
# source: own
# claim: matrix_power is made of products and of one inverse; the *_ex forms raise where they are
#   told to check
import torch

a = torch.tensor([[2.0, 1.0], [0.0, 1.0]], requires_grad=True)
for n in (-1, 0, 1, 2, 3, 4, 5, -4):
    (g,) = torch.autograd.grad(torch.matrix_power(a, n).sum(), a, allow_unused=True)
    print(n, g)
torch.linalg.inv_ex(torch.zeros(2, 2), check_errors=True)
torch.linalg.cholesky_ex(torch.zeros(2, 2), check_errors=True)
print(torch.linalg.cond(a, "nuc"), torch.linalg.cond(a, 1), torch.linalg.cond(torch.ones(0, 0)))
print(torch.linalg.vander(torch.tensor([1, 2, 3])), torch.linalg.cond(a, -2))
