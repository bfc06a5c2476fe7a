"""Scenarios of the area operators: each operator's first and second derivative.

One scenario an operator, made from its entry in `operators.toml`. It varies what faulty builds get
wrong: the spelling, the shape (no dimension, none of an element, broadcast), the layout
(transposed, sliced, expanded), which operand requires grad, the same tensor given twice, ties and
kinks, the in-place form, and the derivative of the derivative.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene, nested

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
    "distinct": ((0.5, -1.5, 2.0, -0.25, 1.25, -3.0, 4.0, -5.0, 6.0),),
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
    "dims": (((3,),), ((2, 3),), ((1,),), ((3, 1),), ((2, 2, 2),)),
    "dims_or_empty": (((3,),), ((2, 3),), ((0,),), ((1, 3),), ((2, 0),)),
    "small": (((2,),), ((2, 1),), ((),), ((1, 2, 2),)),
    "several": (((3,),), ((2, 3),), ((4, 2),)),
    "matrix": (((2, 2),), ((2, 3),), ((3, 1),)),
    "two_rows": (((2, 2),), ((2, 3),)),
    "same": (((3,), (3,)), ((2, 2), (2, 2)), ((1,), (1,)), ((2, 1), (2, 1))),
    "same_dims": (((2,), (2,)), ((2, 2), (2, 2)), ((1, 2), (1, 2))),
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


class Operator(msgspec.Struct, forbid_unknown_fields=True):
    """How to call an operator: an entry of `operators.toml`."""

    calls: list[str]
    in_place: list[str] = []
    tensors: int = 1
    domain: str = "real"
    shapes: str = "any"


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
        result, operands = apply(s, operator)
        if s.is_bound(result):
            _differentiate(s, result, [o for o in operands if o.requires_grad])

    return write


def apply(s: Scene, operator: Operator, alone: int | None = None) -> tuple[str, list[Operand]]:
    """The lines that call an operator: the name of the result, and the operands.

    `alone` is the place of the one operand that requires grad; it is chosen unless given.
    """
    in_place = bool(operator.in_place) and s.chance(20)
    call = s.spelling(*(operator.in_place if in_place else operator.calls))
    count = sum("{" + name + "}" in call for name in "xyz"[: operator.tensors])
    operands = _operands(s, operator, count, in_place, alone)
    names = {name: each.expression for name, each in zip("xyz", operands, strict=False)}
    return (_overwrite(s, call, names) if in_place else s.let(call.format(**names))), operands


def _operands(
    s: Scene, operator: Operator, count: int, in_place: bool, alone: int | None
) -> list[Operand]:
    """The tensors of one call: of shapes that fit, at least one of them requiring grad."""
    shapes = s.spelling(*FAMILIES[operator.shapes])
    dtype = s.one_of("float64", "float32")
    all_require = count == 1 or (alone is None and s.chance(50))
    if alone is None:
        alone = 0 if all_require else s.integer(0, count - 1)
    operands: list[Operand] = []
    for place in range(count):
        requires_grad = all_require or place == alone
        same_shape = place and shapes[place] == shapes[0] and not in_place
        if same_shape and operands[0].requires_grad and s.chance(15):
            operands.append(operands[0])
            continue
        layout = "{x}" if in_place or not s.chance(25) else s.one_of(*LAYOUTS)
        shape = LAYOUTS[layout](shapes[place])
        if shape is None:
            layout, shape = "{x}", shapes[place]
        leaf = s.let(_leaf(s, operator.domain, shape, dtype, requires_grad))
        text = layout.format(x=leaf, shape=", ".join(map(str, shapes[place])))
        operands.append(Operand(leaf, text, requires_grad))
    return operands


def _leaf(s: Scene, domain: str, shape: tuple[int, ...], dtype: str, requires_grad: bool) -> str:
    pattern = s.one_of(*DOMAINS[domain])
    start = s.integer(0, len(pattern) - 1)
    size = 1
    for length in shape:
        size *= length
    values = [pattern[(start + i) % len(pattern)] for i in range(size)]
    arguments = [nested(values, shape)]
    if dtype != "float32":
        arguments.append(f"dtype=torch.{dtype}")
    if requires_grad:
        arguments.append("requires_grad=True")
    return f"torch.tensor({', '.join(arguments)})"


def _overwrite(s: Scene, call: str, names: dict[str, str]) -> str:
    """The in-place form, on a non-leaf: a leaf that requires grad may not be written to."""
    target = s.let(f"{names['x']} * 1")
    s.do(call.format(**{**names, "x": target}))
    return target


def _differentiate(s: Scene, result: str, operands: list[Operand]) -> None:
    """Backward from the result with a seed of distinct elements, once or twice."""
    tensor = s.value(result)
    if not hasattr(tensor, "numel"):
        return
    shape = tuple(tensor.shape)
    values = [(1.0, -2.0, 0.5, 3.0, -1.0)[i % 5] for i in range(tensor.numel())]
    seed = f"torch.tensor({nested(values, shape)}, dtype={result}.dtype)"
    if not s.chance(40):
        s.do(f"{result}.backward({seed})")
        return
    gradient = s.fresh()
    leaf = s.one_of(*operands).leaf
    s.do(f"({gradient},) = torch.autograd.grad({result}, {leaf}, {seed}, create_graph=True)")
    if s.is_bound(gradient):
        s.do(f"({gradient} * {gradient}).sum().backward()")


for _name, _operator in load().items():
    scenario(f"operators.{_name}")(about(_operator))
