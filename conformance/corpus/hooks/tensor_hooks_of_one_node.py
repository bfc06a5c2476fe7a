# rule: hooks.tensor-hook-sees-gradient
# source: own
# claim: hooks of the pieces of one operation share its node: that of a piece without gradient
#   gets None, and may not replace it
# since: >=2.0
import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
a, b = x.unbind()
a.register_hook(lambda g: g * 2)
b.register_hook(lambda g: torch.ones(2) if g is None else g * 3)
b.retain_grad()
a.sum().backward(retain_graph=True)
c = x.unbind()
c[0].retain_grad()
c[1].retain_grad()
c[0].sum().backward()
print(x.grad, c[0].grad, c[1].grad)
