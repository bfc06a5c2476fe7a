"""Hooks on modules with several, nested, missing inputs and outputs."""

import torch
from torch import nn

m = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
acts = {}
def save(name):
    def hook(mod, i, o): acts[name] = o.detach()
    return hook
hs = [l.register_forward_hook(save(n)) for n, l in m.named_children()]
m(torch.ones(1, 2))
print(acts.keys(), acts["0"].requires_grad)
for h in hs: h.remove()
grads = {}
m[0].register_full_backward_hook(lambda mod, gi, go: grads.update(a=(gi, go)))
m[2].register_full_backward_hook(lambda mod, gi, go: grads.update(b=(gi, go)))
x = torch.ones(1, 2, requires_grad=True)
m(x).sum().backward()
print(grads)
m[1].register_forward_pre_hook(lambda mod, i: (i[0] * 0,))
print(m(x))
m[1].register_forward_hook(lambda mod, i, o: o + 1)
y = m(x)
print(y.grad_fn.next_functions)
class Two(nn.Module):
    def forward(self, a, b, k=2): return a * b, [a, b]
t = Two()
t.register_full_backward_hook(lambda mod, gi, go: print("two", gi, go))
u, l = t(x, x * 2)
u.sum().backward()
class D(nn.Module):
    def forward(self, a): return {"o": a * 2}
d = D()
d.register_full_backward_hook(lambda mod, gi, go: print("d", gi, go))
o = d(x)
o["o"].sum().backward()
class E(nn.Module):
    def forward(self): return torch.ones(1, requires_grad=True) * 2
e = E()
e.register_full_backward_hook(lambda mod, gi, go: print("e", gi, go))
e().sum().backward()
r = nn.ReLU(inplace=True)
r.register_full_backward_hook(lambda mod, gi, go: print("r", gi, go))
r(x * 1)
with torch.no_grad(): print(m[0](x).requires_grad)
f = nn.Linear(2, 1)
f.register_full_backward_hook(lambda mod, gi, go: print("f", gi, go))
f.requires_grad_(False)
f(torch.ones(1, 2))
f(x).sum().backward()
