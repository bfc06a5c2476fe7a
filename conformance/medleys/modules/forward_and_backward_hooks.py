"""Hooks before and after forward and backward, in order."""

import torch
from torch import nn

m = nn.Linear(2, 2)
x = torch.ones(1, 2, requires_grad=True)
h = m.register_forward_pre_hook(lambda mod, args: print("pre", args))
h2 = m.register_forward_hook(lambda mod, args, out: print("post", args, out))
h3 = m.register_forward_hook(lambda mod, args, out: out * 2)
h4 = m.register_full_backward_hook(lambda mod, gi, go: print("bw", gi, go))
h5 = m.register_full_backward_pre_hook(lambda mod, go: print("bpre", go))
y = m(x)
print(y)
y.sum().backward()
h.remove(); h2.remove(); h3.remove(); h4.remove(); h5.remove()
y = m(x)
print(y.grad_fn)
