"""Scenarios of the area functions: `torch.func`, functions made of functions."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

# No number beside a tensor under jvp: see `forward_mode`. And nothing that requires grad: whether
# a tangent does then is a matter of the formula that made it.
DERIVATIVES = (
    "grad(lambda t: (t * w).sum())(x)",
    "grad(grad(lambda t: t**3))(x[0])",
    "grad_and_value(lambda t, u: (t * u).sum(), argnums=(0, 1))(x, w)",
    "vjp(lambda t: t * w, x)[1](torch.ones(2))",
    "jvp(torch.sin, (x.detach(),), (torch.ones(2),))",
    "jacrev(lambda t: t * w)(x)",
    "jacfwd(lambda t: t * v)(x.detach())",
    "hessian(lambda t: (t**3).sum())(x.detach())",
    "grad(lambda t: t * w)(x)",
)


@scenario("functions.transforms")
def transforms(s: Scene) -> None:
    s.do("from torch.func import grad, grad_and_value, hessian, jacfwd, jacrev, jvp, vjp")
    s.do(f"x = torch.tensor([1.0, -2.0], requires_grad={s.one_of('False', 'True')})")
    s.do(f"w = torch.tensor([0.5, 3.0], requires_grad={s.one_of('False', 'True')})")
    s.do("v = torch.tensor([0.5, 3.0])")
    s.do(f"y = {s.spelling(*DERIVATIVES)}")
    s.do("print(x.grad, w.grad)")
    s.claim("x.grad is None and w.grad is None")


BATCHES = (
    ("vmap(lambda a: a.sum())(x)", "x.sum(1)"),
    ("vmap(lambda a: a * w)(x)", "x * w"),
    ("vmap(lambda a: a.sum(), in_dims=1)(x)", "x.sum(0)"),
    ("vmap(lambda a, b: a * b, in_dims=(0, None))(x, w)", "x * w"),
    ("vmap(lambda a: a * w, out_dims=1)(x)", "(x * w).t()"),
    ("vmap(grad(lambda a: (a * a).sum()))(x)", "x + x"),
    ("vmap(vmap(torch.sin))(x)", "torch.sin(x)"),
)


@scenario("functions.vmap")
def vmap(s: Scene) -> None:
    s.do("from torch.func import grad, vmap")
    s.do("x = torch.tensor([[1.0, -2.0, 0.0], [0.5, 3.0, 1.0]])")
    s.do(f"w = torch.tensor([0.5, 3.0, -1.0], requires_grad={s.one_of('False', 'True')})")
    batched, plain = s.spelling(*BATCHES)
    s.do(f"y = {batched}")
    s.claim(f"torch.allclose(y, {plain})")
