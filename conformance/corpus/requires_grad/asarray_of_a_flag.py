# rule: requires-grad.factory-argument
# source: own
# claim: asarray gives the tensor itself where it can, and sets the flag it is asked for
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([1.0])
print(torch.asarray(y) is y, torch.asarray(y, copy=True) is y)
torch.asarray(x, dtype=torch.float64, copy=False)
torch.asarray(y, dtype=torch.int64, requires_grad=True)
print(torch.asarray(x, requires_grad=False) is x, x.requires_grad)
print(torch.asarray(x.requires_grad_() * 2, requires_grad=False))
print(torch.asarray(y, requires_grad=True))
