# rule: hooks.retain-grad
# source: own
# claim: asking autograd.grad for a tensor with retain_grad() fills its .grad too, and backward
#   adds to that
# since: >=2.0
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
y.retain_grad()
z = (y * 2).sum()
print(torch.autograd.grad(z, y, retain_graph=True), y.grad)
z.backward()
print(y.grad, x.grad)
