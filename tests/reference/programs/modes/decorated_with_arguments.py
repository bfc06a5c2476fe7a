"""Functions, generators and classes under a mode are handed what they are called with."""

@torch.no_grad()
def f(a, *more, b=0, **rest): return a, more, b, rest, torch.is_grad_enabled()
print(f(1, 2, b=3, c=4))
@torch.no_grad()
def g(a, b=0):
    yield a, b, torch.is_grad_enabled()
print(list(g(1, b=2)), torch.is_grad_enabled())
@torch.enable_grad()
class C:
    def __init__(self, a, b=0): self.seen = a, b, torch.is_grad_enabled()
with torch.no_grad(): print(C(1, b=2).seen)
