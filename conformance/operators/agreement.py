"""Where two evaluations of one call part: level by level, the first difference of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conformance.operators.evaluating import STAGES, Evaluation, Output, Values
from conformance.operators.rounding import ORDINARY, Terms, agree

LEVELS = ("errors", "values", "flags", "aliasing", "versions", "graph", "first", "second")


class Mismatch(NamedTuple):
    """One thing that was expected of an operator and not seen.

    Attributes:
        level: one of `LEVELS`.
        where: what differs, as `output 0 value`.
        expected, actual: both sides, as text.
    """

    level: str
    where: str
    expected: str
    actual: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, got {self.actual}"


_FIELDS = (
    ("requires_grad", "flags"),
    ("is_leaf", "flags"),
    ("stride", "aliasing"),
    ("same_as", "aliasing"),
    ("shares", "aliasing"),
    ("is_view", "aliasing"),
    ("base", "aliasing"),
    ("version", "versions"),
)


def differences(
    expected: Evaluation,
    actual: Evaluation,
    again: Evaluation | None = None,
    terms: Terms = ORDINARY,
) -> list[Mismatch]:
    """The differences of two evaluations.

    `again` is another evaluation by the reference, from which one sees how far rounding can go
    (`rounding.evaluate_again`); without it, rounding is allowed what the dtype's tolerance says.
    `terms` are what its derivatives are differences of (`rounding.terms_of`).
    """
    return list(_differences(expected, actual, again, terms))


def _differences(expected, actual, again, terms) -> Iterator[Mismatch]:
    if expected.errors != actual.errors:
        for stage in STAGES:
            one, other = (side.errors.get(stage, "no error") for side in (expected, actual))
            if one != other:
                yield Mismatch("errors", stage, one, other)
                return
    if len(expected.outputs) != len(actual.outputs):
        yield Mismatch("values", "outputs", f"{len(expected.outputs)}", f"{len(actual.outputs)}")
        return
    for place, (one, other) in enumerate(zip(expected.outputs, actual.outputs, strict=True)):
        yield from _outputs(f"output {place}", one, other)
    if expected.versions != actual.versions:
        yield Mismatch(
            "versions", "versions of the inputs", f"{expected.versions}", f"{actual.versions}"
        )
    for level in ("first", "second"):
        others = [] if again is None else getattr(again, level)
        sides = getattr(expected, level), getattr(actual, level)
        yield from _gradients(level, *sides, others, terms)
        if level == "first":
            yield from _strides(expected.strides, actual.strides)


def _outputs(name: str, expected: Output, actual: Output) -> Iterator[Mismatch]:
    yield from _values("values", name, expected.values, actual.values)
    for field, level in _FIELDS:
        one, other = getattr(expected, field), getattr(actual, field)
        if one != other:
            yield Mismatch(level, f"{name} {field}", f"{one}", f"{other}")
    # A composite may be made of other operators here than there.
    if expected.node and actual.node and expected.node != actual.node:
        yield Mismatch("graph", f"{name} grad_fn", expected.node, actual.node)


def _gradients(
    level: str, expected: list, actual: list, again: list, terms: Terms
) -> Iterator[Mismatch]:
    if level == "second" and not (expected and actual):
        # No second derivative is one that is zero.
        expected = expected or [None] * len(actual)
        actual = actual or [None] * len(expected)
    if len(expected) != len(actual):
        yield Mismatch(level, f"{level} derivatives", f"{len(expected)}", f"{len(actual)}")
        return
    for place, (one, other) in enumerate(zip(expected, actual, strict=True)):
        name = f"{level} derivative {place}"
        if level == "second" and is_nothing(one) and is_nothing(other):
            continue
        if one is None or other is None:
            if one is not other:
                yield Mismatch(level, name, _text(one), _text(other))
            continue
        another = again[place] if again else None
        yield from _values(level, name, one, other, another, terms)


def _strides(expected: list, actual: list) -> Iterator[Mismatch]:
    for place, (one, other) in enumerate(zip(expected, actual, strict=False)):
        if one != other:
            yield Mismatch("first", f"first derivative {place} stride", f"{one}", f"{other}")


def is_nothing(values: Values | None) -> bool:
    """Whether a gradient is zero: with or without memory, or not there at all."""
    return values is None or values.array is None or not values.array.any()


def _values(
    level: str,
    name: str,
    expected: Values,
    actual: Values,
    again: Values | None = None,
    terms: Terms = ORDINARY,
) -> Iterator[Mismatch]:
    for field in ("dtype", "shape"):
        one, other = getattr(expected, field), getattr(actual, field)
        if one != other:
            yield Mismatch(level, f"{name} {field}", f"{one}", f"{other}")
            return
    if expected.array is None or actual.array is None:
        if expected.array is not actual.array:
            yield Mismatch(level, f"{name} memory", _text(expected), _text(actual))
    elif not agree(expected, actual, again, terms, overflow=level == "second"):
        yield Mismatch(level, f"{name} value", _text(expected), _text(actual))


def _text(values: Values | None) -> str:
    if values is None:
        return "None"
    if values.array is None:
        return f"zeros without memory, {values.dtype}"
    return f"{values.array.tolist()}, {values.dtype}"
