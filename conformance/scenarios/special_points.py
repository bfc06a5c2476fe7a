"""Scenarios of the area operators: the points where a derivative is a choice.

At a kink, a tie, a bound or the edge of a domain mathematics leaves the gradient open, and PyTorch
has made a choice. Each rule here is one such choice: the operators that make it, at the points.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from conformance.scenarios import scenario
from conformance.scenarios.builder import PATTERNS, Scene, nested


class Special(NamedTuple):
    """Some operators of `{x}`, and values of x at which their gradient is a choice."""

    calls: tuple[str, ...]
    values: tuple[float, ...]


RULES = {
    "operators.kink-zero": Special(
        ("{x}.abs()", "{x}.sign()", "torch.abs({x})", "{x}.sgn()", "abs({x})"),
        (0.0, 1.0, -0.0, -2.0),
    ),
    "operators.relu-zero": Special(
        ("{x}.relu()", "torch.relu({x})", "torch.nn.functional.relu({x})", "({x} * 1).relu_()"),
        (0.0, 1.0, -0.0, -2.0),
    ),
    "operators.hardtanh-bounds": Special(
        (
            "torch.nn.functional.hardtanh({x})",
            "torch.nn.functional.relu6({x})",
            "torch.nn.functional.hardsigmoid({x})",
            "torch.nn.functional.hardtanh({x}, -3.0, 3.0)",
        ),
        (-1.0, 1.0, 0.0, 6.0, 3.0, -3.0),
    ),
    "operators.clamp-bounds": Special(
        (
            "{x}.clamp(-1.0, 2.0)",
            "{x}.clamp(min=-1.0)",
            "torch.clamp({x}, max=2.0)",
            "{x}.clamp_min(-1.0)",
            "{x}.clamp_max(2.0)",
            "({x} * 1).clamp_(-1.0, 2.0)",
        ),
        (-1.0, 2.0, 0.0, -3.0, 5.0),
    ),
    "operators.maximum-ties": Special(
        (
            "torch.maximum({x}, torch.ones_like({x}))",
            "torch.minimum({x}, torch.ones_like({x}))",
            "torch.maximum({x}, {x} * 1)",
            "torch.max({x}, torch.ones_like({x}))",
            "torch.minimum(torch.ones_like({x}), {x})",
        ),
        (1.0, 0.0, 2.0, 1.0),
    ),
    "operators.fmax-ties": Special(
        (
            "torch.fmax({x}, torch.ones_like({x}))",
            "torch.fmin({x}, torch.ones_like({x}))",
            "torch.fmax({x}, {x} * 1)",
            "torch.fmin(torch.ones_like({x}), {x})",
        ),
        (1.0, 0.0, 2.0, 1.0),
    ),
    "operators.negative-slope-at-zero": Special(
        (
            "torch.nn.functional.leaky_relu({x})",
            "torch.nn.functional.leaky_relu({x}, 0.5)",
            "torch.nn.functional.prelu({x}, torch.tensor([0.25]))",
        ),
        (0.0, 1.0, -2.0, -0.0),
    ),
    "operators.elu-zero": Special(
        (
            "torch.nn.functional.elu({x})",
            "torch.nn.functional.elu({x}, 2.0)",
            "torch.nn.functional.celu({x})",
            "torch.nn.functional.selu({x})",
        ),
        (0.0, 1.0, -2.0, -0.0),
    ),
    "operators.softplus-threshold": Special(
        (
            "torch.nn.functional.softplus({x})",
            "torch.nn.functional.softplus({x}, 2.0, 3.0)",
            "torch.nn.functional.softplus({x}, threshold=1.0)",
        ),
        (20.0, 1.5, 0.0, 1.0, 21.0),
    ),
    "operators.norm-at-zero": Special(
        (
            "{x}.norm()",
            "torch.linalg.vector_norm({x})",
            "{x}.norm(1)",
            '{x}.norm(float("inf"))',
            "{x}.norm(dim=-1)",
            "torch.linalg.norm({x})",
        ),
        (0.0, 0.0, 0.0),
    ),
    "operators.pow-zero-exponent": Special(
        ("{x} ** 0", "{x}.pow(0)", "torch.pow({x}, 0)", "{x} ** 0.0", "({x} * 1).pow_(0)"),
        (0.0, 2.0, -1.0, -0.0),
    ),
    "operators.prod-exact-at-zeros": Special(
        (
            "{x}.prod()",
            "torch.prod({x})",
            "{x}.cumprod(-1)",
            "{x}.prod(-1)",
            "{x}.prod(dim=-1, keepdim=True)",
            "torch.cumprod({x}, dim=0)",
        ),
        (2.0, 0.0, 3.0, 0.0, -1.0),
    ),
    "operators.ties-share": Special(
        ("{x}.max()", "{x}.amax()", "{x}.min()", "{x}.amin(-1)", "{x}.amax(dim=-1, keepdim=True)"),
        (2.0, 2.0, -1.0, -1.0),
    ),
    "operators.ties-pick": Special(
        (
            "{x}.max(-1)[0]",
            "{x}.min(-1)[0]",
            "{x}.max(dim=-1, keepdim=True)[0]",
            "torch.max({x}, dim=-1)[0]",
            "{x}.cummax(-1)[0]",
        ),
        (2.0, 2.0, -1.0, -1.0),
    ),
    "operators.atan2-origin": Special(
        (
            "torch.atan2({x}, torch.zeros_like({x}))",
            "torch.atan2(torch.zeros_like({x}), {x})",
            "{x}.atan2({x})",
        ),
        (0.0, 1.0, -1.0),
    ),
    "operators.bessel-at-zero": Special(
        (
            "torch.special.i1({x})",
            "torch.special.i1e({x})",
            "torch.i0({x})",
            "torch.special.i0e({x})",
        ),
        (0.0, 1.0, -0.5),
    ),
    "operators.rounded-division-is-flat": Special(
        (
            'torch.div({x}, 2, rounding_mode="floor")',
            'torch.div({x}, 2.0, rounding_mode="trunc")',
            '{x}.div(torch.ones_like({x}), rounding_mode="floor")',
            "{x}.floor()",
            "{x}.round()",
        ),
        (1.0, 2.5, -0.5),
    ),
    "operators.variance-of-one-element": Special(
        ("{x}.var()", "{x}.std()", "{x}.var(0)", "{x}.var(unbiased=False)", "{x}.std(dim=-1)"),
        (2.0,),
    ),
    "operators.eval-dropout-is-identity": Special(
        (
            "torch.nn.functional.dropout({x}, 0.5, False)",
            "torch.nn.functional.dropout({x}, 0.0)",
            "torch.nn.functional.dropout({x}, training=False)",
        ),
        (1.0, -2.0),
    ),
}


def at_special_points(special: Special) -> Callable[[Scene], None]:
    """The scenario of one choice: first derivative, sometimes the second."""

    def write(s: Scene) -> None:
        call = s.spelling(*special.calls)
        values = list(special.values)
        if len(values) > 1 and s.chance(30):
            values = [s.one_of(*values) for _ in range(s.integer(1, len(values)))]
        elif s.chance(15):
            values += PATTERNS[1][:2] if len(values) > 1 else ()
        shape = s.one_of((len(values),), (1, len(values)))
        dtype = s.one_of("", ", dtype=torch.float64")
        a = s.let(f"torch.tensor({nested(values, shape)}{dtype}, requires_grad=True)")
        b = s.let(call.format(x=a))
        if s.chance(25):
            s.do(f"(c,) = torch.autograd.grad({b}.sum(), {a}, create_graph=True)")
            if s.is_bound("c") and s.value("c").requires_grad:
                s.do("(c * c).sum().backward()")
        else:
            s.backward(b)

    return write


for _rule, _special in RULES.items():
    scenario(_rule)(at_special_points(_special))


@scenario("operators.dunder-in-place")
def dunder_in_place(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    operator = s.spelling("+=", "-=", "*=", "/=", "**=")
    operand = s.one_of("2", a, b, "0.5")
    s.do(f"{b} {operator} {operand}")
    s.claim(f"{b}._version == 1")
    s.backward(b)


@scenario("operators.det-of-singular")
def det_of_singular(s: Scene) -> None:
    rows = s.one_of(((1.0, 2.0), (2.0, 4.0)), ((0.0, 0.0), (0.0, 0.0)), ((3.0, -1.0), (-3.0, 1.0)))
    dtype = s.one_of("float64", "float32")
    a = s.let(
        f"torch.tensor({[list(row) for row in rows]}, dtype=torch.{dtype}, requires_grad=True)"
    )
    b = s.let(s.spelling("torch.det({x})", "{x}.det()", "torch.linalg.det({x})").format(x=a))
    create_graph = s.one_of("", ", create_graph=True")
    s.do(f"(c,) = torch.autograd.grad({b}, {a}{create_graph})")
