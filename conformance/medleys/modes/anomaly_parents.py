"""In anomaly mode a node knows which node's backward made it."""

import torch

x = torch.ones(2, requires_grad=True)
def told(t):
    f = t.grad_fn
    parent = f.metadata.get("parent_")
    return sorted(f.metadata), parent and type(parent).__name__
with torch.autograd.detect_anomaly(check_nan=False):
    y = x.exp()
    print(told(y))
    g, = torch.autograd.grad(y.sum(), x, create_graph=True)
    print(told(g))
    print(told(x.exp()))
    def inner(grad):
        print("before", told(x * 2))
        h, = torch.autograd.grad(x.sin().sum(), x, create_graph=True)
        print("within", told(h))
        print("after", told(x * 2))
    y = x.exp()
    y.register_hook(inner)
    y.sum().backward(create_graph=True)
    print(told(x * 2))
    try:
        y = x.exp()
        y.register_hook(lambda g: 1 / 0)
        y.sum().backward()
    except ZeroDivisionError: pass
    print(told(x * 2))
print((x * 2).grad_fn.metadata)
