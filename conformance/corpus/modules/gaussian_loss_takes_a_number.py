# rule: modules.losses
# source: changes
# claim: `gaussian_nll_loss` takes a number for the variance
# changes: gaussian_loss_takes_a_number
import torch

x = torch.tensor([1.0, 3.0], requires_grad=True)
print(torch.nn.functional.gaussian_nll_loss(x, torch.tensor([2.0, 2.0]), 0.5))
