"""`increment_version`, of what has a counter and what has none."""

import torch

a = torch.ones(2, requires_grad=True)
b = a * a
torch.autograd.graph.increment_version(a)
print(a._version)
b.sum().backward()
c = torch.zeros(2)
torch.autograd.graph.increment_version([c, c.detach()])
print(c._version)
with torch.inference_mode():
    d = torch.ones(2)
torch.autograd.graph.increment_version(d)
with torch.inference_mode():
    torch.autograd.graph.increment_version(d)
torch.autograd.graph.increment_version(3)
torch.autograd.graph.increment_version([])
torch.autograd.graph.increment_version((c,))
print(c._version)
