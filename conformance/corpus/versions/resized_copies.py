# rule: versions.set-bumps
# source: own
# claim: resize gives a view of the same number of elements; set_ makes room in a storage that is
#   too small
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.resize(2, 1)
y.sum().backward()
x.resize(3)
z = torch.zeros(1)
z.set_(torch.ones(2).untyped_storage(), 0, (3,)).fill_(1.0)
print(y.shape, x.grad, z, z._version)
torch.ones(2).unsqueeze(0).resize_as(x)
