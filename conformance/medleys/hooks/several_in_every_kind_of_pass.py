"""Three hooks of each tensor, and one of them removed, in every kind of pass from every kind of root."""

import torch

def times(name, number):
    return lambda g: (print(name, number, g), g * number)[1]
def built():
    x = torch.ones(2, requires_grad=True)
    y = x * 3
    v = y[0:1]
    z = (y * y).sum() + v.sum()
    tensors = dict(x=x, y=y, v=v, z=z)
    y.retain_grad()
    handles = {}
    for n, t in tensors.items():
        handles[n] = [t.register_hook(times(n, p)) for p in (2, 3, 5)]
    z.grad_fn.register_prehook(lambda gs: (print("before z"), (gs[0] * 7,))[1])
    z.grad_fn.register_prehook(lambda gs: (print("before z"), (gs[0] * 11,))[1])
    z.grad_fn.register_hook(lambda gi, go: (print("after z"), tuple(None if g is None else g * 13 for g in gi))[1])
    z.grad_fn.register_hook(lambda gi, go: (print("after z"), tuple(None if g is None else g * 17 for g in gi))[1])
    x.register_post_accumulate_grad_hook(lambda p: print("first", p.grad))
    x.register_post_accumulate_grad_hook(lambda p: print("second", p.grad.mul_(2)))
    x.register_post_accumulate_grad_hook(lambda p: print("third", p.grad))
    return tensors, handles
def passes(t):
    yield "backward", lambda: t["z"].backward(retain_graph=True)
    yield "again", lambda: t["z"].backward(retain_graph=True)
    yield "recorded", lambda: t["z"].backward(create_graph=True)
    for n in ("x", "y", "v"):
        yield "into " + n, lambda: t["z"].backward(inputs=[t[n]], retain_graph=True)
        yield "grad of " + n, lambda: torch.autograd.grad(t["z"], t[n], retain_graph=True)
        yield "recorded grad of " + n, lambda: torch.autograd.grad(t["z"], t[n], create_graph=True)
    yield "grad of all", lambda: torch.autograd.grad(t["z"], [t["x"], t["y"], t["v"], t["z"]], retain_graph=True)
    yield "several roots", lambda: torch.autograd.grad([t["z"], t["y"]], [t["x"], t["y"]], [None, torch.ones(2)], retain_graph=True)
    yield "from the middle", lambda: torch.autograd.grad(t["y"], t["x"], torch.ones(2), retain_graph=True)
    yield "of itself", lambda: torch.autograd.grad(t["x"], t["x"], torch.ones(2))
    yield "a leaf", lambda: t["x"].backward(torch.ones(2))
t, handles = built()
for name, go in passes(t):
    t["x"].grad = t["y"].grad = None
    print(name, go())
    print(t["x"].grad, t["y"].grad)
for hs in handles.values():
    hs[1].remove()
for name, go in passes(t):
    t["x"].grad = t["y"].grad = None
    print(name, go())
    print(t["x"].grad, t["y"].grad)
t["y"].mul_(2)
h = t["y"].register_hook(times("written y", 7))
k = t["y"].register_hook(times("written y", 11))
w = (t["y"] * 1).sum()
g = torch.autograd.grad(w, [t["x"], t["y"]], retain_graph=True)
w.backward(retain_graph=True)
h.remove()
w.backward()
