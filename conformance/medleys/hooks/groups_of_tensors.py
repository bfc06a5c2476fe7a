"""Multi-grad hooks of both modes: which come, in which order, once or each pass, and removal."""

import torch
from torch.autograd.graph import register_multi_grad_hook

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = torch.tensor(4.0, requires_grad=True)
several = register_multi_grad_hook([x, y, z], lambda grads: print("all", grads))
either = register_multi_grad_hook((x, y), lambda grad: print("any", grad), mode="any")
(x * 2).sum().backward()
(y * 2).sum().backward()
(z * 2).backward()
(y * 2 + z).sum().backward()
(x.sum() + y + z).backward()
(x.sum() + y + z).backward()
torch.autograd.grad((y * z).sum(), [y])
torch.autograd.grad((y * z).sum(), [z, y])
several.remove()
(x.sum() + y + z).backward()
either.remove()
either.remove()
(x.sum() + y + z).backward()
with register_multi_grad_hook([y, z], lambda grads: print("block", grads)):
    (y * z).sum().backward()
(y * z).sum().backward()
a = x * 2
b = x * 3
register_multi_grad_hook([a, b], lambda grads: print("inner", grads))
register_multi_grad_hook([b, a], lambda grad: print("inner any", grad), mode="any")
a.sum().backward(retain_graph=True)
(a + b).sum().backward()
register_multi_grad_hook([x, torch.ones(2)], print)
register_multi_grad_hook([], print)
register_multi_grad_hook([x], print, mode="some")
register_multi_grad_hook([x, x], lambda grads: print("twice", grads))
(x * 2).sum().backward()
