# rule: modules.losses
# source: changes
# claim: `gaussian_nll_loss` takes a variance with one element along any dimension
# changes: gaussian_loss_takes_one_anywhere
import torch

x = torch.tensor([[1.0, 3.0], [2.0, 5.0]], requires_grad=True)
v = torch.tensor([[2.0, 0.5]], requires_grad=True)
torch.nn.functional.gaussian_nll_loss(x, torch.zeros(2, 2), v).backward()
print(v.grad)
