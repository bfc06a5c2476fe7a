"""Settings that are made at once and undone at the end of a block."""

from torch.autograd import grad_mode
print(torch.autograd.is_multithreading_enabled())
with grad_mode.set_multithreading_enabled(False):
    print(torch.autograd.is_multithreading_enabled())
    with grad_mode.set_multithreading_enabled(True):
        print(torch.autograd.is_multithreading_enabled())
    print(torch.autograd.is_multithreading_enabled())
print(torch.autograd.is_multithreading_enabled())
s = grad_mode.set_multithreading_enabled(False)
print(torch.autograd.is_multithreading_enabled(), s.mode, s.prev)
t = s.clone()
print(type(t).__name__, t.mode, t.prev)
s.__exit__(None, None, None)
print(torch.autograd.is_multithreading_enabled())
@grad_mode.set_multithreading_enabled(False)
def f(*args, **kwargs): return torch.autograd.is_multithreading_enabled(), args, kwargs
print(torch.autograd.is_multithreading_enabled(), f(1, a=2), torch.autograd.is_multithreading_enabled())

def layout(x, g):
    x.grad = None
    (x * 1).backward(g)
    return x.grad.stride()
x = torch.ones(2, 3).t().requires_grad_()
g = torch.ones(3, 2)
class Given(Function):
    @staticmethod
    def forward(ctx, x): return x.clone()
    @staticmethod
    def backward(ctx, g): return torch.ones(3, 2) * g.contiguous()
def stolen(x):
    x.grad = None
    Given.apply(x).sum().backward()
    return x.grad.stride()
print(layout(x, g), stolen(x))
with grad_mode.enforce_grad_layout_policy(False):
    print(layout(x, g), stolen(x))
    with grad_mode.enforce_grad_layout_policy():
        print(layout(x, g), stolen(x))
    print(layout(x, g), stolen(x))
    with grad_mode.enforce_grad_layout_policy(True):
        print(layout(x, g), stolen(x))
print(layout(x, g), stolen(x))
@grad_mode.enforce_grad_layout_policy(False)
def unenforced(): return stolen(x)
print(stolen(x), unenforced(), stolen(x))
p = grad_mode.enforce_grad_layout_policy(False)
print(stolen(x), p.clone().mode)
p.__exit__(None, None, None)
print(stolen(x))
s = grad_mode.set_multithreading_enabled(True)
