# rule: versions.set-bumps
# source: own
# claim: what is recorded after set_() ends in another AccumulateGrad, which knows the new size
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
with torch.no_grad():
    x.set_(torch.ones(3))
(x * 2).sum().backward()
print(x.grad)
y.sum().backward()
