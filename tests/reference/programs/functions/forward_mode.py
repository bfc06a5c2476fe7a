"""Dual numbers: what carries a tangent on, what is written to it, what a custom Function's jvp gives."""

import torch.autograd.forward_ad as fwAD

x = torch.tensor([1.0, 2.0])
r = torch.tensor([1.0, 2.0], requires_grad=True)
t = torch.tensor([1.0, 0.5])
with fwAD.dual_level() as level:
    d = fwAD.make_dual(x, t)
    print(level, d, d.requires_grad, d.is_leaf, d._version, d._is_view(), d._base is x)
    print(fwAD.unpack_dual(d).tangent is t, fwAD.unpack_dual(x), fwAD.unpack_dual(d.detach()).tangent)
    for y in [d.sin() * d, (d**3).sum(), d[0], d @ d, d > 1, d.cos(), torch.stack([d, x]), -d]:
        print(y, fwAD.unpack_dual(y))
    c = d.clone()
    c.mul_(d)
    c.view(2)[0] = 0
    print(c, c._version, t)
    c[1] *= d[0]
    z = torch.zeros(2)
    z[0] = d[1]
    v = torch.zeros(2)
    v[:1].copy_(d[:1])
    print(c, z, v)
    e = fwAD.make_dual(r, t)
    print(e, e.grad_fn.name())
    print(fwAD.unpack_dual(e.sin()).tangent.requires_grad)
    print(fwAD.unpack_dual(e).primal.grad_fn.name())
    with torch.no_grad():
        print(e.sin())
    with torch.inference_mode():
        print(d * 2)
    layer = nn.Linear(2, 1, bias=False)
    nn.init.ones_(layer.weight)
    print(fwAD.unpack_dual(layer(d)).tangent.detach())
print(d, fwAD.unpack_dual(d))
fwAD.make_dual(x, t)
fwAD.exit_dual_level()
for wrong in [lambda: fwAD.make_dual(x, torch.ones(3)), lambda: fwAD.make_dual(torch.tensor([1]), t), lambda: fwAD.make_dual(x, torch.tensor([1, 2])), lambda: fwAD.make_dual(3, t), lambda: fwAD.make_dual(fwAD.make_dual(x, t), t), lambda: torch.add(fwAD.make_dual(x, t), 1, out=torch.empty(2)), lambda: fwAD.enter_dual_level()]:
    with fwAD.dual_level():
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, error)


class Times(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_forward(a, b)
        return a * b

    @staticmethod
    def backward(ctx, grad):
        return grad, grad

    @staticmethod
    def jvp(ctx, ta, tb):
        a, b = ctx.saved_tensors
        print(ta, tb)
        return torch.stack([ta * b, a * tb]).sum(0)


class Plain(Function):
    result = None

    @staticmethod
    def forward(ctx, a):
        return a * 2


class Returns(Plain):
    @staticmethod
    def jvp(ctx, t):
        return Plain.result(t)


with fwAD.dual_level():
    d = fwAD.make_dual(x, t)
    print(Times.apply(d, x), Times.apply(x, d), Times.apply(d, d))
    for result in [lambda t: t * 3, lambda t: (t, t), lambda t: 3, lambda t: torch.ones(3)]:
        Plain.result = result
        try:
            print(Returns.apply(d))
        except Exception as error:
            print(type(error).__name__, error)
    try:
        Plain.apply(d)
    except Exception as error:
        print(type(error).__name__, error)
