"""Hooks of one saved tensor, and hooks that do the wrong thing."""

import torch

x = torch.tensor([2.], requires_grad=True)
y = x ** 2
s = y.grad_fn._raw_saved_self
print(type(s), s)
s.register_hooks(lambda t: t * 3, lambda t: t)
s.register_hooks(lambda t: t * 3, lambda t: t)
y.backward(); print(x.grad)
s.register_hooks(lambda t: t, lambda t: t)
y = x.exp()
y.grad_fn._raw_saved_result.register_hooks(lambda t: t.detach() * 2, lambda t: t)
y.backward(); print(x.grad)
y = x * 2
y.grad_fn._raw_saved_self
y.grad_fn._raw_saved_other.register_hooks(lambda t: t, lambda t: t)
y = x * x
y.grad_fn._raw_saved_self.register_hooks(lambda t: t, lambda t: 3)
y.backward()
y = x * x
y.grad_fn._raw_saved_self.register_hooks(3, 4)
y.grad_fn._raw_saved_self.data
y.grad_fn._raw_saved_self.unpack_hook

x = torch.tensor([1.], requires_grad=True)
def run(p, u, f=lambda: (x * x).backward()):
    with torch.autograd.graph.saved_tensors_hooks(p, u): f()
run(lambda t: t, lambda t: 3)
run(lambda t: None, lambda t: None)
run(lambda t: 1 / 0, lambda t: t)
run(lambda t: t, lambda t: 1 / 0)
run(lambda: 3, lambda t: t)
run(3, lambda t: t)
run(lambda t: t, 3)
run(lambda t: t.add_(1), lambda t: t)
run(lambda t: t.detach().add_(1), lambda t: t)
print(x.grad, x)
