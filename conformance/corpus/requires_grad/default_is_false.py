# rule: requires-grad.default-false
# source: seeds/000, seeds/001, seeds/003
# claim: a tensor created without saying so does not require grad, and prints no flag
import torch

x = torch.tensor([0.5, -1.5])
y = torch.zeros(2, 3)
print(x.requires_grad, y.requires_grad)
print(x)
