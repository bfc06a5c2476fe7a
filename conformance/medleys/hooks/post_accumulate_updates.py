"""Updates within backward, after accumulation."""

import copy
import torch
from torch import nn

x = torch.ones(3, requires_grad=True)
h = x.register_post_accumulate_grad_hook(lambda p: print("hook", p.grad))
with torch.no_grad(): x.add_(1)
(x * 2).sum().backward()
x.grad = None
y = (x * 2).sum()
y.backward(create_graph=True)
print(x.grad)
opt_states = []
def step(p):
    with torch.no_grad(): p.sub_(p.grad, alpha=0.1)
    p.grad = None
z = torch.ones(2, requires_grad=True)
z.register_post_accumulate_grad_hook(step)
for i in range(3): (z * z).sum().backward()
print(z, z.grad, z._version)
z.register_post_accumulate_grad_hook(lambda p: print("second", p.grad))
(z * z).sum().backward()
(z * z).sum().backward(inputs=[z])
c = copy.deepcopy(z)
(c * c).sum().backward()
print(c.grad)
d = z.detach().requires_grad_()
(d * d).sum().backward()
m = nn.Linear(1, 1)
for p in m.parameters(): p.register_post_accumulate_grad_hook(lambda p: print(p.shape, p.grad))
m(torch.ones(1, 1)).sum().backward()
z.register_post_accumulate_grad_hook(3)
z.register_post_accumulate_grad_hook(None)
(z * z).sum().backward()
