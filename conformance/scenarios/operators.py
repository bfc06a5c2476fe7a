"""Scenarios of the area operators: each operator's first and second derivative.

One scenario an operator, made from its entry in `operators.toml`. It varies what faulty builds get
wrong: the spelling, the shape (no dimension, none of an element, broadcast), the layout
(transposed, sliced, expanded), which operand requires grad, the same tensor given twice, ties and
kinks, the in-place form, and the derivative of the derivative.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene, nested, sized

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = Path(__file__).with_suffix(".toml")

# Values, cycled over the elements: a plain pattern first, then ties, kinks and both signs.
DOMAINS = {
    "real": (
        (0.5, -1.5, 2.0, -0.25, 1.25, -3.0),
        (1.0, 1.0, -2.0, 1.0, -2.0),
        (0.0, -1.0, 1.0, 0.0, 2.0, -2.0),
        (-2.5, -1.25, -4.0),
        (3.0, 6.0, -3.0, 0.5, -0.5),
    ),
    "positive": ((0.5, 2.0, 1.5, 0.25, 3.0), (1.0, 1.0, 2.0), (4.0, 0.125, 9.0)),
    "nonzero": ((0.5, -1.5, 2.0, -0.25, 3.0), (2.0, -2.0, 2.0), (-1.0, -4.0, 0.125)),
    "unit": ((0.5, -0.25, 0.75, -0.5), (0.0, 0.5, -0.5), (-0.75, -0.125)),
    "zero_one": ((0.5, 0.25, 0.75, 0.125), (0.875, 0.375)),
    "above_one": ((1.5, 2.0, 3.0, 1.25), (4.0, 1.125)),
    # More than any operand has elements, so that none can be mistaken for another.
    "distinct": (
        (0.5, -1.5, 2.0, -0.25, 1.25, -3.0, 4.0, -5.0, 6.0)
        + (-7.0, 0.75, 2.5, -3.5, 1.75, -0.75, 5.5, -6.5, 3.25),
        (-1.0, 0.0, 3.0, -2.0, 0.25, 5.0, -6.0, 7.0, -8.0)
        + (1.5, -2.25, 4.5, -0.5, 9.0, 0.125, -7.5, 2.75, -4.25),
    ),
    # Small beside the diagonal (5, 2) that is added to a matrix so that it is well conditioned.
    "small": ((0.5, -0.25, 0.75, -0.5, 0.375), (-0.625, 0.125, 0.25)),
}

# Families of shapes: for each operand its shape, simplest first.
FAMILIES: dict[str, tuple[tuple[tuple[int, ...], ...], ...]] = {
    "any": (
        ((3,), (3,), (3,)),
        ((2, 3), (3,), (1, 3)),
        ((), (), ()),
        ((2, 3), (2, 1), (1, 1)),
        ((1, 3), (2, 1), (3,)),
        ((3,), (), (1,)),
        ((), (2,), ()),
        ((0,), (0,), (1,)),
        ((2, 1, 2), (3, 1), ()),
        ((1,), (3,), (2, 3)),
    ),
    "dims": (((3,),), ((2, 3),), ((1,),), ((3, 1),), ((2, 2, 2),), ((),)),
    "dims_or_empty": (((3,),), ((2, 3),), ((0,),), ((1, 3),), ((2, 0),), ((),)),
    "small": (((2,),), ((2, 1),), ((),), ((1, 2, 2),)),
    "several": (((3,),), ((2, 3),), ((4, 2),)),
    "matrix": (((2, 2),), ((2, 3),), ((3, 1),)),
    "two_rows": (((2, 2),), ((2, 3),)),
    "same": (((3,), (3,)), ((2, 2), (2, 2)), ((1,), (1,)), ((2, 1), (2, 1))),
    "same_dims": (((2,), (2,)), ((2, 2), (2, 2)), ((1, 2), (1, 2))),
    "square": (((2, 2), (2, 2)), ((2, 2, 2), (2, 2, 2)), ((1, 2, 2), (1, 2, 2))),
    "rows": (((2, 2), (2, 2)), ((3, 2), (2, 2))),
    "vectors": (((2,), (3,)), ((1,), (2,)), ((3,), (1,))),
    "dot": (((3,), (3,)), ((1,), (1,)), ((0,), (0,))),
    "mv": (((2, 3), (3,)), ((1, 2), (2,)), ((3, 1), (1,))),
    "mm": (((2, 3), (3, 2)), ((1, 2), (2, 1)), ((2, 2), (2, 2)), ((2, 1), (1, 3))),
    "bmm": (((2, 1, 3), (2, 3, 2)), ((1, 2, 2), (1, 2, 1))),
    "matmul": (
        ((2, 3), (3, 2)),
        ((3,), (3, 2)),
        ((2, 3), (3,)),
        ((3,), (3,)),
        ((2, 2, 3), (3, 2)),
        ((2, 1, 2, 3), (2, 3, 1)),
        ((2, 2), (2, 2, 1)),
    ),
    "addmm": (
        ((2, 2), (2, 3), (3, 2)),
        ((2,), (1, 2), (2, 2)),
        ((1, 2), (2, 1), (1, 2)),
        ((), (2, 2), (2, 2)),
    ),
    "two_by_two_matrix": (((2, 2),),),
    "rows_of_two": (((3, 2),), ((2, 2),), ((4, 1),)),
    "image": (((1, 1, 4, 4),), ((1, 2, 3, 5),), ((2, 1, 4, 3),)),
    "volume": (((1, 1, 3, 3, 4),), ((2, 1, 3, 4, 3),)),
    "two_by_two": (((1, 1, 2, 2),),),
    "four_channels": (((1, 4, 2, 2),), ((2, 4, 2, 4),)),
    "image_and_grid": (((1, 1, 3, 4), (1, 2, 2, 2)), ((2, 2, 2, 3), (2, 1, 2, 2))),
    "times": (((4, 1, 3),), ((5, 1, 4),)),
    "attention": (
        ((1, 2, 2), (1, 3, 2), (1, 3, 2)),
        ((2, 2, 3), (2, 3, 3), (2, 3, 2)),
        ((1, 2, 2, 2), (1, 2, 3, 2), (1, 2, 3, 2)),
    ),
    "linear": (((2, 3), (2, 3), (2,)), ((1, 2), (3, 2), (3,)), ((3,), (2, 3), (2,))),
}

# How an operand of a shape is laid out in memory; the shape of the leaf it is made from.
LAYOUTS: dict[str, Callable[[tuple[int, ...]], tuple[int, ...] | None]] = {
    "{x}": lambda shape: shape,
    "{x}.mT": lambda shape: (*shape[:-2], shape[-1], shape[-2]) if len(shape) > 1 else None,
    "{x}[::2]": lambda shape: (2 * shape[0], *shape[1:]) if shape else None,
    "{x}[..., 1:]": lambda shape: (*shape[:-1], shape[-1] + 1) if shape else None,
    "{x}.expand({shape})": lambda shape: (1, *shape[1:]) if shape and shape[0] > 1 else None,
    "{x}.flip(0)": lambda shape: shape if shape else None,
}


# Derivatives of complex functions and second derivatives cancel more digits than single precision
# has to spare, so those are asked for in double precision only.
DOUBLE = "float64"
REAL = (DOUBLE, "float32")
COMPLEX = ("complex128",)


class Operator(msgspec.Struct, forbid_unknown_fields=True):
    """How to call an operator: an entry of `operators.toml`."""

    calls: list[str]
    in_place: list[str] = []
    tensors: int = 1
    domain: str = "real"
    shapes: str = "any"
    complex: bool = False


# The gradient of the result, cycled over its elements.
SEED = (1.0, -2.0, 0.5, 3.0, -1.0)
# How the gradient of the result is asked for: once, or as something to be differentiated again,
# with respect to the operands or to the gradient that came in as well.
ORDERS = ("first", "second", "seed")
# From which place on the values of a pattern are given to the elements of an operand.
STARTS = (0, 1)
# Which operands require grad: all of them, one alone, or all and the first two are one tensor.
ALL, SAME = "all", "same"


class Plan(NamedTuple):
    """What a program about an operator combines."""

    call: str
    shapes: tuple[tuple[int, ...], ...]
    values: tuple[tuple[float, ...], int]
    layout: str
    laid_out: int
    dtype: str
    requires_grad: str | int
    order: str


class Operand(NamedTuple):
    """A leaf, and the expression by which it is given to the operator."""

    leaf: str
    expression: str
    requires_grad: bool


def load() -> dict[str, Operator]:
    """The operators by name."""
    return msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), dict[str, Operator])


def about(operator: Operator) -> Callable[[Scene], None]:
    """The scenario of one operator."""

    def write(s: Scene) -> None:
        plan = _plan(s, operator)
        result, operands = _call(s, operator, plan)
        if s.is_bound(result):
            leaves = [each.leaf for each in operands if each.requires_grad]
            _differentiate(s, result, leaves, plan.order)

    return write


def apply(s: Scene, operator: Operator, alone: int | None = None) -> tuple[str, list[Operand]]:
    """The lines that call an operator: the name of the result, and the operands.

    `alone` is the place of the one operand that requires grad; it is chosen unless given.
    """
    plan = _plan(s, operator)
    if alone is not None:
        call = operator.calls[0] if plan.call in operator.in_place else plan.call
        plan = plan._replace(requires_grad=alone, call=call)
    return _call(s, operator, plan)


def _plan(s: Scene, operator: Operator) -> Plan:
    """What this program combines; a sweep meets any two of them."""
    everyone = range(operator.tensors)
    requires_grad = (ALL, *everyone, SAME) if operator.tensors > 1 else (ALL,)
    patterns = DOMAINS[operator.domain]
    plan = Plan(
        *s.together(
            (*operator.calls, *operator.in_place),
            FAMILIES[operator.shapes],
            tuple((pattern, start) for pattern in patterns for start in STARTS),
            tuple(LAYOUTS),
            everyone,
            REAL + COMPLEX if operator.complex else REAL,
            requires_grad,
            ORDERS,
        )
    )
    if plan.order != "first" and plan.dtype not in COMPLEX:
        plan = plan._replace(dtype=DOUBLE)
    return plan


def _call(s: Scene, operator: Operator, plan: Plan) -> tuple[str, list[Operand]]:
    """The lines of a plan, but for the derivatives."""
    # Where the exact derivative of a decomposition is 0, both sides have a rounding error of their
    # own, which a step that divides by it would show.
    s.is_over = s.is_over or operator.shapes == "square"
    in_place = plan.call in operator.in_place
    count = sum("{" + name + "}" in plan.call for name in "xyz"[: operator.tensors])
    operands = _operands(s, operator, plan, count, in_place)
    names = {name: each.expression for name, each in zip("xyz", operands, strict=False)}
    if in_place:
        return _overwrite(s, plan.call, names), operands
    return s.let(plan.call.format(**names)), operands


def _operands(
    s: Scene, operator: Operator, plan: Plan, count: int, in_place: bool
) -> list[Operand]:
    """The tensors of one call: of shapes that fit, at least one of them requiring grad."""
    alone = plan.requires_grad if plan.requires_grad in range(count) else None
    pattern, start = plan.values
    operands: list[Operand] = []
    for place in range(count):
        shape = plan.shapes[place]
        same_shape = place > 0 and shape == plan.shapes[0] and not in_place
        if same_shape and plan.requires_grad == SAME:
            operands.append(operands[0])
            continue
        layout = plan.layout if place == min(plan.laid_out, count - 1) else "{x}"
        leaf_shape = LAYOUTS[layout](shape)
        if leaf_shape is None or (in_place and place == 0):
            layout, leaf_shape = "{x}", shape
        requires_grad = alone is None or place == alone
        if place:
            pattern, start = s.one_of(*DOMAINS[operator.domain]), s.integer(0, len(pattern) - 1)
        values = _values(pattern, start, sized(leaf_shape), plan.dtype)
        leaf = s.let(_leaf(values, leaf_shape, plan.dtype, requires_grad))
        text = layout.format(x=leaf, shape=", ".join(map(str, shape)))
        operands.append(Operand(leaf, text, requires_grad))
    return operands


def _values(pattern: Sequence[float], start: int, count: int, dtype: str) -> list[Any]:
    """A pattern, cycled over the elements. An imaginary part is the real part of the next one."""
    cycle = [pattern[(start + i) % len(pattern)] for i in range(count + 1)]
    if dtype in COMPLEX:
        return [complex(real, imag) for real, imag in pairwise(cycle)]
    return cycle[:count]


def _leaf(values: list[Any], shape: tuple[int, ...], dtype: str, requires_grad: bool) -> str:
    """A leaf as one writes it. No nested list says how long the last dimension of none is."""
    made, arguments = ("tensor", [nested(values, shape)]) if values else ("zeros", [str(shape)])
    if dtype != "float32":
        arguments.append(f"dtype=torch.{dtype}")
    if requires_grad:
        arguments.append("requires_grad=True")
    return f"torch.{made}({', '.join(arguments)})"


def _overwrite(s: Scene, call: str, names: dict[str, str]) -> str:
    """The in-place form, on a non-leaf: a leaf that requires grad may not be written to."""
    target = s.let(f"{names['x']} * 1")
    s.do(call.format(**{**names, "x": target}))
    return target


def _differentiate(s: Scene, result: str, leaves: list[str], order: str) -> None:
    """Backward from the result with a seed of distinct elements, once or twice."""
    tensor = s.value(result)
    if not hasattr(tensor, "numel"):
        return
    shape = tuple(tensor.shape)
    dtype = COMPLEX[0] if tensor.dtype.is_complex else REAL[0]
    values = nested(_values(SEED, 0, tensor.numel(), dtype), shape)
    if order == "first":
        s.do(f"{result}.backward(torch.tensor({values}, dtype={result}.dtype))")
        return
    if order == "seed":
        seed = s.let(f"torch.tensor({values}, dtype={result}.dtype, requires_grad=True)")
    else:
        seed = f"torch.tensor({values}, dtype={result}.dtype)"
    gradient = s.fresh()
    leaf = s.one_of(*leaves)
    s.do(f"({gradient},) = torch.autograd.grad({result}, {leaf}, {seed}, create_graph=True)")
    if s.is_bound(gradient):
        is_complex = s.value(gradient).dtype.is_complex
        square = "({g} * {g}.conj()).real" if is_complex else "{g} * {g}"
        s.do(f"({square.format(g=gradient)}).sum().backward()")


for _name, _operator in load().items():
    scenario(f"operators.{_name}")(about(_operator))
