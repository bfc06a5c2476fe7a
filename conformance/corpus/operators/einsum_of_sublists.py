# rule: operators.matmul
# source: own
# claim: einsum takes sublists, lists, diagonals, dots and any number of operands
import torch

a = torch.arange(4.0).view(2, 2)
x = a.clone().requires_grad_()
print(torch.einsum(x, [0, 1], a, [1, 2], [0, 2]), torch.einsum("ii->i", [x]))
print(torch.einsum("ij,k", a, x[0]), torch.einsum("...j,kj->k...", x, a))
print(torch.einsum("ij,jk,kl", a, x, a), torch.einsum("ij->", x))
torch.einsum("ij,jk", a)
print(torch.einsum("ij,kl->ij", x, a), torch.einsum("bij,bjk->ik", x.unsqueeze(0), a.unsqueeze(0)))
