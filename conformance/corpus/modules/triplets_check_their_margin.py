# rule: modules.losses
# source: changes
# claim: `triplet_margin_loss` refuses a margin that is not positive
# changes: triplets_check_their_margin
import torch

a = torch.tensor([[1.0, 2.0]], requires_grad=True)
p = torch.tensor([[1.0, 3.0]])
n = torch.tensor([[5.0, 3.0]])
print(torch.nn.functional.triplet_margin_loss(a, p, n, margin=-1.0))
