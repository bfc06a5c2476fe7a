"""Multi-grad hooks in passes that capture gradients."""

import torch

a, b, c = [torch.full((2,), float(i), requires_grad=True) for i in range(1, 4)]
y = a * b
z = y + c
log = []
h = torch.autograd.graph.register_multi_grad_hook([a, y, c], lambda gs: log.append([None if g is None else g.tolist() for g in gs]))
z.sum().backward(retain_graph=True)
z.sum().backward(inputs=[a], retain_graph=True)
torch.autograd.grad(z.sum(), c, retain_graph=True)
torch.autograd.grad(z.sum(), y, retain_graph=True)
(b * 2).sum().backward()
print(log)
h.remove()
z.sum().backward()
print(len(log), type(h).__name__)
