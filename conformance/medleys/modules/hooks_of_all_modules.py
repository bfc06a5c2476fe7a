"""Hooks that run for every module: before those of the module itself, until they are removed."""

import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.nn.modules.module import register_module_full_backward_hook
from torch.nn.modules.module import register_module_full_backward_pre_hook

told = []
x = torch.tensor([[1.0, 2.0]], requires_grad=True)
net = nn.Sequential(nn.Linear(2, 1, bias=False), nn.Tanh())
with torch.no_grad():
    net[0].weight.copy_(torch.tensor([[0.5, 0.25]]))


def name(module):
    return type(module).__name__


def run():
    told.clear()
    x.grad = net[0].weight.grad = None
    y = net(x)
    y.sum().backward()
    print(told, y, x.grad, net[0].weight.grad)


own = [
    net[0].register_forward_pre_hook(lambda m, a: told.append(("own pre", name(m)))),
    net[0].register_forward_hook(lambda m, a, out: told.append(("own", name(m)))),
    net[0].register_full_backward_pre_hook(lambda m, out: told.append(("own backward pre", name(m)))),
    net[0].register_full_backward_hook(lambda m, i, out: told.append(("own backward", name(m)))),
]
run()
pre = register_module_forward_pre_hook(lambda m, a: told.append(("pre", name(m), len(a))))
post = register_module_forward_hook(lambda m, a, out: told.append(("post", name(m), out.requires_grad)))
run()
back = register_module_full_backward_hook(lambda m, i, out: told.append(("back", name(m), i[0].shape, out)))
before = register_module_full_backward_pre_hook(lambda m, out: told.append(("before", name(m), out)))
run()
net[0].register_forward_hook(lambda m, a, out: told.append("first"), prepend=True).remove()
for handle in own:
    handle.remove()
run()
pre.remove()
run()
pre.remove()
doubled = register_module_forward_pre_hook(lambda m, a: (a[0] * 2,))
run()
plain = register_module_forward_pre_hook(lambda m, a: a[0] + 1)
run()
doubled.remove()
plain.remove()
post.remove()
shifted = register_module_forward_hook(lambda m, a, out: out + 1)
mine = net[0].register_forward_hook(lambda m, a, out: out * 10)
run()
shifted.remove()
mine.remove()
kept = register_module_forward_hook(lambda m, a, k, out: told.append((name(m), k)), with_kwargs=True)
run()


class Scaled(nn.Module):
    def forward(self, value, scale=1.0):
        return value * scale


told.clear()
scaled = Scaled()
print(scaled(x, scale=3.0), scaled(value=x), told)
kept.remove()
always = register_module_forward_hook(lambda m, a, out: told.append((name(m), out)), always_call=True)
told.clear()
net(torch.ones(1, 3))
print(told)
run()
always.remove()
back.remove()
before.remove()
run()

replaced = register_module_full_backward_hook(lambda m, i, out: (i[0] * 2,))
run()
mine = net[1].register_full_backward_hook(lambda m, i, out: (i[0] + 1,))
run()
replaced.remove()
earlier = register_module_full_backward_pre_hook(lambda m, out: (out[0] * 3,))
run()
mine.remove()
earlier.remove()
run()
with register_module_forward_hook(lambda m, a, out: told.append(name(m))):
    run()
run()
once = []
handle = register_module_forward_hook(lambda m, a, out: handle.remove() or told.append(("once", name(m))))
run()
run()
failing = register_module_forward_pre_hook(lambda m, a: 1 / 0)
net(x)
failing.remove()
run()
added = register_module_forward_pre_hook(lambda m, a: told.append("outer") if m is net else None)
with torch.no_grad():
    told.clear()
    print(net(x), told)
added.remove()
seen = []
probe = register_module_forward_hook(lambda m, a, out: seen.append((name(m), m.training)))
nn.Sequential(nn.Identity(), nn.Dropout(0.5), nn.ReLU()).eval()(x)
nn.MSELoss()(x, x.detach())
nn.ModuleList([nn.Identity()])[0](x)
print(seen, x.relu().requires_grad)
probe.remove()
wide = register_module_full_backward_hook(lambda m, i, out: told.append((name(m), len(i), len(out))))
told.clear()
nn.Bilinear(2, 2, 1)(x, x.detach()).sum().backward()
nn.Identity()(x.detach())
nn.Linear(2, 1)(x.detach()).sum().backward()
print(told)
