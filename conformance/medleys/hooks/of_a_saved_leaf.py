# Hooks of one saved tensor are given it without its history and flag (found by random programs).


import torch
a = torch.tensor([1.0, -2.0], requires_grad=True)
b = a.sin()
b.grad_fn._raw_saved_self.register_hooks(lambda t: print(t) or t, lambda t: print(t) or t)
b.sum().backward()
c = (a * 2).exp()
d = c.sin()
d.grad_fn._raw_saved_self.register_hooks(lambda t: print(t) or t, lambda t: print(t.grad_fn) or t)
d.sum().backward(retain_graph=True)
