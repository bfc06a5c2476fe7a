"""Modules and optimizers in inference mode."""

import torch
from torch import nn

m = nn.Linear(1, 1)
with torch.inference_mode(): y = m(torch.ones(1, 1)); p = m.weight; print(y.requires_grad, p.requires_grad, p.is_inference(), p.grad_fn)
y.sum().backward()
z = m(torch.ones(1, 1)); z.sum().backward(); print(m.weight.grad is None)
z + y; z * y

p = torch.ones(1, requires_grad=True); p.grad = torch.ones(1); o = torch.optim.SGD([p], lr=1., momentum=0.9)
with torch.inference_mode(): o.step(); print(p)
print(o.state[p]['momentum_buffer'].is_inference()); p.grad = torch.ones(1); o.step(); print(p)

m = nn.Linear(1, 1)
with torch.inference_mode(): m.weight.fill_(3.); m.bias.data = torch.zeros(1); nn.init.ones_(m.weight)
print(m.weight, m.weight._version, m.bias, m.bias.is_inference()); m(torch.ones(1, 1)).sum().backward(); print(m.weight.grad)
with torch.inference_mode(): m2 = nn.Linear(1, 1)
m2.weight.data.fill_(1.); m2(torch.ones(1, 1)); m2.requires_grad_(False); print(m2(torch.ones(1, 1)).is_inference())
