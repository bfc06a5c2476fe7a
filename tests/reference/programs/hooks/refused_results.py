"""Hooks that raise, or return what does not fit."""

x = torch.ones(1, requires_grad=True); y = x * 2
y.register_hook(lambda: None)
y.backward()
y = x * 2; y.register_hook(lambda a, b: None); y.backward()
y = x * 2; y.register_hook(lambda g: g.foo); y.backward()
y = x * 2; y.register_hook(lambda g: torch.ones(2) + torch.ones(3)); y.backward()
def named(g): return 'x'
y = x * 2; y.register_hook(named); y.backward()
def sized(g): return torch.ones(7)
y = x * 2; y.register_hook(sized); y.backward()
class Callable:
    def __call__(self, g): return torch.ones(7)
y = x * 2; y.register_hook(Callable()); y.backward()
import functools
y = x * 2; y.register_hook(functools.partial(lambda a, g: torch.ones(7), 1)); y.backward()

x = torch.ones(1, requires_grad=True)
x.register_hook(lambda g: g.double()); (x * 2).backward()
x = torch.ones(1, requires_grad=True)
x.register_hook(lambda g: g.to(torch.complex64)); (x * 2).backward()
x = torch.ones(1, requires_grad=True)
x.register_hook(lambda g: g.requires_grad_()); (x * 2).backward(); print(x.grad)
x.register_hook(lambda g: g.view(1, 1)); (x * 2).backward()
