# rule: hooks.retain-grad
# source: own
# claim: a gradient that is to be kept by a tensor that is gone is kept by nobody
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
z = y * 3
y.retain_grad()
del y
z.sum().backward()
print(x.grad)
