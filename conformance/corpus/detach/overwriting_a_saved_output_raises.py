# rule: detach.shares-version-counter
# source: seeds/000
# claim: backward notices that a saved result was overwritten through detach(); the error's text
#   has changed since
import torch

a = torch.tensor([0.5, -1.0, 4.0], requires_grad=True)
s = a.sigmoid()
c = s.detach()
print(c.zero_())
print(s)
s.sum().backward()
print(a.grad)
