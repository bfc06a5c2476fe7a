"""Early stop, writes to arguments, and second derivatives."""

import torch.utils.checkpoint as cp
x = torch.ones(2, requires_grad=True); n = []
def f(x): y = x.exp(); z = y.sin(); n.append(1); return z * 1
with cp.set_checkpoint_early_stop(False): y = cp.checkpoint(f, x, use_reentrant=False)
y.sum().backward(); print(n, x.grad)

from torch.utils.checkpoint import checkpoint
x = torch.ones(2, requires_grad=True); y = x * 1
z = checkpoint(lambda t: t.exp(), y, use_reentrant=False); y.add_(1); z.sum().backward()
y = x * 1; z = checkpoint(lambda t: t.exp(), y, use_reentrant=True); y.add_(1); z.sum().backward()
checkpoint(lambda t: t.mul_(2), x * 1, use_reentrant=False).sum().backward(); print(x.grad)

from torch.utils.checkpoint import checkpoint
x = torch.tensor([1.], requires_grad=True)
y = checkpoint(lambda t: t ** 3, x, use_reentrant=False); g, = torch.autograd.grad(y, x, create_graph=True); print(g); g.backward(); print(x.grad)
y = checkpoint(lambda t: t ** 3, x, use_reentrant=True); torch.autograd.grad(y, x, create_graph=True)
y.backward()
