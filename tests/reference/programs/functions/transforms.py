"""`torch.func`: gradients, products with Jacobians, Jacobians, batches; and what they refuse."""

from torch.func import functional_call, grad, grad_and_value, hessian, jacfwd, jacrev, jvp, vjp, vmap

x = torch.tensor([1.0, 2.0])
y = torch.tensor([3.0, 4.0], requires_grad=True)
print(grad(lambda x: (x**3).sum())(x), grad(grad(torch.sin))(torch.tensor(1.0)), grad_and_value(lambda x: x.sum())(x))
print(grad(lambda a, b: (a * b).sum(), argnums=(0, 1))(x, x), grad(lambda x: (x.sum(), x * 2), has_aux=True)(x))
print(grad(lambda d: (d["a"] * d["b"][0]).sum())({"a": x, "b": [x * 2]}))
print(grad(lambda x: (x * y).sum())(x), grad(lambda x: (x**2).sum())(y), grad(lambda x: x.detach().sum())(x))
with torch.no_grad():
    print(grad(lambda x: (x**2).sum())(y))
g = grad(lambda x: (x**2 * y).sum())(x)
g.sum().backward()
print(y.grad)
out, product = vjp(lambda a, b: (a * b, a.sum()), x, x)
print(out, product((x, torch.tensor(2.0))))
print(jvp(torch.sin, (x,), (x,)), jvp(lambda a, b: (a * b, a.sum()), (x, x), (x, x)))
print(jacrev(torch.sin)(x), jacfwd(torch.sin)(x), hessian(lambda x: (x**3).sum())(x), jacrev(lambda a, b: a * b, argnums=(0, 1))(x, x))
print(jacrev(lambda x: (x * 2, x.sum()))(x), jacfwd(lambda x: (x * 2, x.sum()))(x), jacfwd(lambda a, b: a * b, argnums=(0, 1))(x, x), jacrev(torch.sin)(y).requires_grad)
print(vmap(torch.dot)(torch.ones(3, 2), torch.ones(3, 2)), vmap(lambda a, b: a * b, in_dims=(0, None))(x, x), vmap(lambda a: a * 2, out_dims=1)(torch.ones(2, 3)))
print(vmap(lambda a: a.sum(), in_dims=1)(torch.arange(6.0).view(2, 3)), vmap(lambda a, b: a - b, in_dims=(-1, 1))(torch.ones(2, 3), torch.arange(6.0).view(2, 3)))
print(vmap(lambda d: d["a"] * 2)({"a": x}), vmap(lambda a: {"k": a})(x), vmap(vmap(torch.sin))(torch.ones(2, 2)), vmap(grad(lambda w, a: (w * a).sum()), in_dims=(None, 0))(x, torch.ones(3, 2)))
net = nn.Linear(2, 1)
print({k: v.shape for k, v in grad(lambda p: functional_call(net, p, (x,)).sum())(dict(net.named_parameters())).items()})
refused = [
    lambda: grad(torch.sin)(x), lambda: grad(lambda x: 3)(x), lambda: grad(lambda x: (x.sum(), 1))(x), lambda: grad(lambda x: x.sum(), has_aux=True)(x),
    lambda: grad(lambda x: x.sum())(torch.tensor([1, 2])), lambda: grad(lambda x: x.sum())(3), lambda: grad(lambda x: x.sum(), argnums=1)(x), lambda: grad(lambda x: x.sum(), argnums="a")(x),
    lambda: grad(lambda x, y: x.sum(), argnums=(0, 0))(x, x), lambda: vjp(torch.sin, x)[1](torch.ones(3)), lambda: vjp(torch.sin, x)[1](3), lambda: vjp(lambda x: 3, x),
    lambda: jvp(torch.sin, x, x), lambda: jvp(torch.sin, (x,), (x, x)), lambda: jvp(torch.sin, (x,), (torch.ones(3),)), lambda: jvp(lambda x: 3, (x,), (x,)), lambda: jacrev(lambda x: 3)(x),
    lambda: vmap(torch.sin)(torch.tensor(1.0)), lambda: vmap(torch.add)(x, torch.ones(3)), lambda: vmap(lambda a: 3)(x), lambda: vmap(lambda a: (a, a), out_dims=(0, None))(x), lambda: vmap(torch.sin, randomness="foo")(x),
    lambda: vmap(torch.sin, in_dims=5)(x), lambda: vmap(torch.sin, in_dims="a")(x), lambda: vmap(torch.sin)(3), lambda: vmap(lambda: 3)(), lambda: vmap(torch.sin, in_dims=(0, 0))(x), lambda: vmap(lambda a: a, out_dims=7)(x),
]
for call in refused:
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)


class Square(Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x):
        return x**2

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, grad):
        return 2 * ctx.saved_tensors[0] * grad


class NoRule(Square):
    generate_vmap_rule = False


class Old(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


print(grad(lambda x: Square.apply(x).sum())(x), vmap(Square.apply)(x), vmap(grad(Square.apply))(x))
grad(lambda x: Old.apply(x).sum())(x)
vmap(Old.apply)(x)
vmap(NoRule.apply)(x)
Old.apply(y).sum().backward()
