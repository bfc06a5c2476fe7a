"""How long an accumulator lives, and captured gradients."""

import torch

x = torch.ones(1, requires_grad=True)
y = x * 2
y.grad_fn.next_functions[0][0].register_hook(lambda a, b: print('acc hook'))
y.backward()
del y
(x * 3).backward()
acc = torch.autograd.graph.get_gradient_edge(x).node
acc.register_hook(lambda a, b: print('kept'))
(x * 3).backward(); (x * 3).backward()

x = torch.ones(1, requires_grad=True); y = x * 2; z = y * 3
y.grad_fn.register_prehook(lambda g: (g[0] * 10,))
y.register_hook(lambda g: g + 1)
print(torch.autograd.grad(z, y, retain_graph=True))
print(torch.autograd.grad(z, [y, x], retain_graph=True))
z.backward(inputs=[y]); print(y.grad)
