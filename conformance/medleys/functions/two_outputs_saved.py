"""Two outputs: which are used, kept, hooked."""

import torch

class Two(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x + y, x * y
    @staticmethod
    def backward(ctx, a, b):
        x, y = ctx.saved_tensors
        return a + b * y, a + b * x
x = torch.ones(2, requires_grad=True)
y = torch.ones(2) * 3
s, p = Two.apply(x, y)
print(s.grad_fn.next_functions, p.grad_fn is s.grad_fn)
p.backward(torch.ones(2))
print(x.grad, y.grad)
s, p = Two.apply(x, x)
(s + p).sum().backward()
print(x.grad)
s, p = Two.apply(x, y)
del s
p.sum().backward()
print(x.grad)
s, p = Two.apply(x, y)
y.add_(1)
s.sum().backward()
s, p = Two.apply(x, y)
torch.autograd.grad([s.sum(), p.sum()], x)
s, p = Two.apply(x, y)
g = torch.autograd.grad([s, p], [x], [torch.ones(2), torch.ones(2) * 2])
print(g)
s, p = Two.apply(x, y)
s.register_hook(lambda g: print("s", g))
p.register_hook(lambda g: print("p", g))
p.sum().backward(retain_graph=True)
s.retain_grad()
p.retain_grad()
s.sum().backward()
print(s.grad, p.grad)
