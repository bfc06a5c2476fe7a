# rule: operators.scatter
# source: own
# claim: scatter with reduce= runs, and has no derivative
import torch

x = torch.ones(3, requires_grad=True)
index = torch.tensor([0, 2])
y = torch.scatter(x, 0, index, torch.tensor([2.0, 3.0]), reduce="add")
print(y, torch.scatter(x.detach(), 0, index, 2.0, reduce="multiply"))
y.sum().backward()
z = torch.ones(3)
print(z.scatter_(0, index, 4.0, reduce="add"), z._version)
w = x * 1
w.scatter_(0, index, torch.tensor([2.0, 3.0]), reduce="multiply")
w.sum().backward()
