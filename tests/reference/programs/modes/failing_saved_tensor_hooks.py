"""Hooks on what is saved that fail, or save themselves."""

x = torch.ones(2, requires_grad=True)
sth = torch.autograd.graph.saved_tensors_hooks
try:
    with sth(lambda t: t, lambda t: t):
        raise ValueError("a")
except ValueError: pass
y = x * x
s = sth(lambda t: (_ for _ in ()).throw(ValueError("pack")), lambda t: t)
s.__enter__()
y = x * x
s.__exit__()
y = x * x
def bad(t):
    with torch.enable_grad():
        return t * 2
with sth(bad, lambda t: t):
    y = x * x
y.sum().backward()
print(x.grad)
def nested(t):
    return (t * t, t)
with sth(nested, lambda p: p[1]):
    y = x * x
y.sum().backward()
with sth(lambda t: print(torch.is_grad_enabled()) or t, lambda t: print(torch.is_grad_enabled()) or t):
    y = x * x
y.sum().backward()
with torch.no_grad():
    with sth(lambda t: print("no") or t, lambda t: t): y = x * x
with sth(lambda t: print("yes") or t, lambda t: t):
    with torch.no_grad(): y = x * x
    z = x.detach() * 2
    w = x + 1
