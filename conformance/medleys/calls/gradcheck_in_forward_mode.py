"""Both directions of a custom Function, checked together and alone."""

import torch
from torch.autograd import gradcheck

class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, wrong):
        ctx.save_for_backward(x, y)
        ctx.save_for_forward(x, y)
        ctx.wrong = wrong
        return x * y

    @staticmethod
    def backward(ctx, grad):
        x, y = ctx.saved_tensors
        factor = 2 if ctx.wrong == "backward" else 1
        return grad * y.conj() * factor, grad * x.conj(), None

    @staticmethod
    def jvp(ctx, along_x, along_y, wrong):
        x, y = ctx.saved_tensors
        return along_x * y + along_y * x * (2 if ctx.wrong == "forward" else 1)

x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
y = torch.tensor([3.0, 4.0], dtype=torch.float64, requires_grad=True)
z = torch.tensor([3.0j, 4.0 + 1.0j], dtype=torch.complex128, requires_grad=True)
for wrong in ("", "forward", "backward"):
    for backward in (True, False):
        for inputs in ((x, y, wrong), (x, y.detach(), wrong), (x, z, wrong)):
            try:
                settings = {"check_forward_ad": True, "check_backward_ad": backward}
                print(gradcheck(Product.apply, inputs, **settings))
            except RuntimeError as error:
                print(type(error), str(error).splitlines()[0])
print(gradcheck(torch.exp, (z,), check_forward_ad=True))
print(gradcheck(lambda x: torch.complex(x, x * 2), (x,), check_forward_ad=True))
