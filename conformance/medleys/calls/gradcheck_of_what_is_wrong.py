"""What gradcheck finds besides a Jacobian that is wrong."""

import torch
from torch.autograd import gradcheck, gradgradcheck

x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
c = torch.tensor([3.0, 4.0], dtype=torch.float64)

def hooked(x):
    y = x.clone()
    y.register_hook(lambda grad: grad + 1e-2)
    return y

gradcheck(hooked, (x,), atol=1e-1)
print(gradcheck(hooked, (x,), atol=1e-1, raise_exception=False))

class Undefined(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 2, x * 3

    @staticmethod
    def backward(ctx, a, b):
        if a is None and b is None:
            return torch.ones(2, dtype=torch.float64)
        if a is None:
            raise RuntimeError("no first gradient")
        return a * 2 + (0 if b is None else b * 3)

gradcheck(Undefined.apply, (x,))
print(gradcheck(Undefined.apply, (x,), check_undefined_grad=False))
gradcheck(lambda x: Undefined.apply(x)[0], (x,))

class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, c, x):
        return c * x

    @staticmethod
    def backward(ctx, grad):
        return None, grad

gradcheck(lambda c, x: (c, x, Wrong.apply(c, x) * 1j), (c, x))
gradcheck(lambda c, x: (c * 2, Wrong.apply(c, x)), (c, x))
gradcheck(lambda x: x.detach() * 2, (x,))
gradcheck(lambda x: (x.long(), x.detach() > 5), (x,))
gradcheck(lambda x: torch.cat([x, x]) if x[0] >= 1 else x, (x,))
gradcheck(lambda x: x.float() if x[0] >= 1 else x, (x,))
gradcheck(lambda x: 3, (x,))
gradcheck(torch.sin, 3)
gradcheck(torch.sin, (x,), check_backward_ad=False)
gradcheck(torch.sin, (x,), check_batched_forward_grad=True)
gradgradcheck(torch.sin, (x,), check_rev_over_rev=False)
gradgradcheck(lambda x: Wrong.apply(c, x) ** 2, (x,), c)
