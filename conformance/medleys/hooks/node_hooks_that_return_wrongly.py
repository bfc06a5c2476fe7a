"""Node hooks whose result does not fit."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
n = y.grad_fn
n.register_prehook(lambda go: go[0])
y.sum().backward()
y = x * 2
y.grad_fn.register_prehook(lambda go: (go[0], go[0]))
y.sum().backward()
y = x * 2
y.grad_fn.register_hook(lambda gi, go: (gi[0],))
y.sum().backward()
y = x * 2
y.grad_fn.register_hook(lambda gi, go: gi[0])
y.sum().backward()
y = x * 2
y.grad_fn.register_hook(lambda gi, go: 3)
y.sum().backward()
y = x * 2
y.grad_fn.register_hook(lambda gi, go: (torch.ones(3), None))
y.sum().backward()
y = x * 2
y.grad_fn.register_prehook(lambda go: (torch.ones(3),))
y.sum().backward()
y = x * 2
y.grad_fn.register_prehook(lambda go: (None,))
y.sum().backward()
y = x * 2
y.grad_fn.register_hook(lambda gi, go: (None, None))
y.sum().backward()
print(x.grad)
y = x * 2
y.grad_fn.register_hook(3)
y.sum().backward()
