"""What a node saved, before and after it is freed."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * x
print(y.grad_fn._saved_self is x, y.grad_fn._saved_other)
e = x.exp()
print(e.grad_fn._saved_result, e.grad_fn._saved_result.grad_fn is e.grad_fn)
r = y.grad_fn._raw_saved_self
r.register_hooks(lambda t: t * 2, lambda t: t * 3)
y.sum().backward()
print(x.grad)
y.grad_fn._saved_self
e.sum().backward()
e.grad_fn._saved_result
y.grad_fn._saved_foo
p = x ** 2
print(p.grad_fn._saved_exponent, p.grad_fn._saved_self)
s = x.sum()
y = x * x
r = y.grad_fn._raw_saved_self
r.register_hooks(lambda t: t, lambda t: t)
r.register_hooks(lambda t: t, lambda t: t)
