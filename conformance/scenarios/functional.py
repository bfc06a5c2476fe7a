"""Scenarios of the area graph: Jacobians, Hessians, products with them, and gradcheck."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

IMPORT = "from torch.autograd.functional import hessian, hvp, jacobian, jvp, vhp, vjp"
ONE = "torch.tensor([1.0, -2.0])"
TWO = f"({ONE}, torch.tensor([0.5, 3.0]))"
MANY = (
    ("lambda x: x ** 3", ONE),
    ("lambda x: (x * x, x.sum())", ONE),
    ("lambda x, y: x * y", TWO),
    ("lambda x, y: (x.sin(), x * y)", TWO),
    ("lambda x: torch.ones(2)", ONE),
)
SCALAR = (
    ("lambda x: (x ** 3).sum()", ONE),
    ("lambda x, y: (x * x * y).sum()", TWO),
    ("lambda x: x.sum()", ONE),
    ("lambda x: x[0].exp() * x[1]", ONE),
)
MODES = ("", ", create_graph=True", ", strict=True")


@scenario("graph.jacobian")
def jacobian(s: Scene) -> None:
    s.do(IMPORT)
    function, inputs = s.spelling(*MANY, ("lambda x: 3", ONE), ("lambda x: x", "3"))
    mode = s.one_of(*MODES, ", vectorize=True")
    s.do(f"print(jacobian({function}, {inputs}{mode}))")


@scenario("graph.hessian")
def hessian(s: Scene) -> None:
    s.do(IMPORT)
    function, inputs = s.spelling(*SCALAR, ("lambda x: x", ONE))
    s.do(f"print(hessian({function}, {inputs}{s.one_of(*MODES)}))")


@scenario("graph.products-with-the-jacobian")
def products_with_the_jacobian(s: Scene) -> None:
    s.do(IMPORT)
    product, function, inputs, vector = s.spelling(
        *[
            (p, f, i, v)
            for p in ("vjp", "jvp")
            for (f, i), v in zip(MANY, _VECTORS[p], strict=True)
        ],
        ("vjp", "lambda x: x.sum()", ONE, "None"),
        ("vjp", "lambda x: x", ONE, "None"),
        ("vjp", "lambda x: x", ONE, "torch.ones(3)"),
        ("jvp", "lambda x: x", ONE, "(torch.ones(2), torch.ones(2))"),
    )
    s.do(f"print({product}({function}, {inputs}, {vector}{s.one_of(*MODES)}))")


_VECTORS = {
    "vjp": (
        "torch.ones(2)",
        "(torch.ones(2), torch.tensor(2.0))",
        "torch.ones(2)",
        "(torch.ones(2), torch.ones(2))",
        "torch.ones(2)",
    ),
    "jvp": (
        "torch.ones(2)",
        "torch.ones(2)",
        "(torch.ones(2), torch.ones(2))",
        "(torch.ones(2), torch.ones(2))",
        "torch.ones(2)",
    ),
}


@scenario("graph.products-with-the-hessian")
def products_with_the_hessian(s: Scene) -> None:
    s.do(IMPORT)
    product = s.spelling("hvp", "vhp")
    function, inputs = s.one_of(*SCALAR)
    vector = "(torch.ones(2), torch.ones(2))" if inputs == TWO else "torch.ones(2)"
    s.do(f"print({product}({function}, {inputs}, {vector}{s.one_of(*MODES)}))")


@scenario("graph.gradcheck")
def gradcheck(s: Scene) -> None:
    s.do("from torch.autograd import gradcheck, gradgradcheck")
    a = s.let("torch.tensor([0.5, -1.5], dtype=torch.float64, requires_grad=True)")
    call = s.spelling(
        "gradcheck(torch.sin, {x})",
        "gradgradcheck(torch.sin, {x})",
        "gradcheck(lambda x, y: x * y, ({x}, {x} * 2))",
        "gradgradcheck(lambda x: x ** 3, ({x},))",
        "gradcheck(lambda x: x.detach() * x, {x}, raise_exception=False)",
        "gradcheck(torch.sin, {x}.detach())",
        "gradcheck(lambda x: (x.exp(), x.sum()), {x})",
        "gradcheck(lambda x: x * (1 + 2j), {x})",
    )
    s.do(f"print({call.format(x=a)})")
