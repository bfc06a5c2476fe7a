# rule: operators.norm
# source: own
# claim: norms of matrices are named or numbered, and of another dtype where that is asked for
import torch

a = torch.tensor([[3.0, 1.0], [0.0, 4.0]], requires_grad=True)
print(torch.linalg.matrix_norm(a, 2), torch.linalg.matrix_norm(a, "nuc", keepdim=True))
print(torch.linalg.norm(a, 1, dim=(0, 1)), torch.linalg.norm(a, -2), torch.linalg.norm(a[0]))
torch.linalg.norm(a[0], "fro")
torch.norm(a, "other")
torch.linalg.norm(a.detach(), 2, dtype=torch.float64, out=torch.empty(0))
print(torch.linalg.norm(a, 2, dtype=torch.float64), torch.norm(a, "nuc"))
print(torch.norm(a, dim=(0, 1)), torch.norm(a, 3, dtype=torch.float64))
print(torch.cdist(a, a.detach()[:1], compute_mode="use_mm_for_euclid_dist"))
