# rule: requires-grad.factory-argument
# source: seeds/002
# claim: every factory function takes requires_grad=True and then returns a leaf that requires
#   grad
import torch

a = torch.randn(2, 3, requires_grad=True)
b = torch.zeros(2, requires_grad=True)
c = torch.ones(2, requires_grad=True)
d = torch.full((2,), 0.25, requires_grad=True)
e = torch.arange(3.0, requires_grad=True)
f = torch.tensor(4.0, requires_grad=True)
print([t.requires_grad and t.is_leaf for t in (a, b, c, d, e, f)])
