"""Every difference between two traces of one program, level by level."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from conformance.comparing.printed import same_text
from conformance.comparing.tolerance import EXACT, close, tolerance_of
from conformance.tracing.observations import (
    ArraySeen,
    ContainerSeen,
    GraphSeen,
    ModuleSeen,
    NodeSeen,
    OptimizerSeen,
    OtherSeen,
    SameAs,
    Seen,
    TensorSeen,
    Unreadable,
    ValueSeen,
)
from conformance.tracing.trace import LEVELS, Ambient, Look, StepTrace, Trace


class Difference(NamedTuple):
    """One thing that was expected and not observed.

    Attributes:
        step: index of the step, from 0; the number of steps for what is seen at the end.
        level: one of `tracing.LEVELS`.
        where: what differs, as `y.grad.value`; `error`, `warnings`, `printed`, or a mode.
        expected, actual: both sides, as text.
        kind: `where` without the program's names, as `grad.value`: the same for the same fault.
    """

    step: int
    level: str
    where: str
    expected: str
    actual: str
    kind: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, got {self.actual}"


# Field of TensorSeen -> its level, and its name in torch where that is another one.
_FIELDS = {
    "value": ("values", "value"),
    "dtype": ("values", "dtype"),
    "device": ("values", "device"),
    "shape": ("values", "shape"),
    "stride": ("aliasing", "stride()"),
    "storage_offset": ("aliasing", "storage_offset()"),
    "storage": ("aliasing", "memory"),
    "requires_grad": ("flags", "requires_grad"),
    "is_leaf": ("flags", "is_leaf"),
    "retains_grad": ("flags", "retains_grad"),
    "is_inference": ("flags", "is_inference()"),
    "is_parameter": ("flags", "is a Parameter"),
    "grad_fn": ("graph", "grad_fn"),
    "output_nr": ("graph", "output_nr"),
    "version": ("versions", "_version"),
    "is_view": ("aliasing", "_is_view()"),
    "base": ("aliasing", "_base"),
}
_ATTRIBUTES = tuple((field, level, shown) for field, (level, shown) in _FIELDS.items())

_MODES = {
    "grad_enabled": "torch.is_grad_enabled()",
    "inference_mode": "torch.is_inference_mode_enabled()",
    "anomaly": "torch.is_anomaly_enabled()",
    "default_dtype": "torch.get_default_dtype()",
    "saved_tensors_hooks": "saved_tensors_hooks still pushed",
}


def compare(
    expected: Trace, actual: Trace, levels: Collection[str] = frozenset(LEVELS)
) -> list[Difference]:
    """The differences in these levels, step by step; none if the traces count as the same."""
    if expected == actual:
        return []
    return list(_Comparison(levels).traces(expected, actual))


class _Comparison:
    """Follows two traces side by side.

    Looks are changes, and two runs may note a change at different times (a NaN never looks like it
    did before), so what is known of each side is carried along, and compared wherever either side
    notes something.
    """

    def __init__(self, levels: Collection[str]):
        self._levels = frozenset(levels)
        self._expected: dict[str, Seen] = {}
        self._actual: dict[str, Seen] = {}

    def traces(self, expected: Trace, actual: Trace) -> Iterator[Difference]:
        for place, (one, other) in enumerate(zip(expected.steps, actual.steps, strict=True)):
            yield from self._steps(place, one, other)
        end = len(expected.steps)
        yield from self._look(end, expected.end, actual.end)
        yield from self._ambient(end, expected.ambient, actual.ambient)

    def _difference(self, step, level, where, expected, actual, kind=None):
        if level in self._levels:
            yield Difference(step, level, where, expected, actual, kind or where)

    def _steps(self, step: int, expected: StepTrace, actual: StepTrace):
        if expected.error != actual.error:
            yield from self._difference(
                step,
                "errors",
                "error",
                _or(expected.error, "no error"),
                _or(actual.error, "no error"),
                f"error {_type(expected.error)}/{_type(actual.error)}",
            )
        for place in range(max(len(expected.looks), len(actual.looks))):
            # A block that was left early has been looked at less often: its last look is its last.
            one = expected.looks[place] if place < len(expected.looks) else Look()
            other = actual.looks[place] if place < len(actual.looks) else Look()
            yield from self._look(step, one, other)
        if expected.warnings != actual.warnings:
            yield from self._difference(
                step, "warnings", "warnings", _lines(expected.warnings), _lines(actual.warnings)
            )
        if expected.printed != actual.printed and not _same_lines(expected.printed, actual.printed):
            yield from self._difference(
                step, "printed", "printed", _lines(expected.printed), _lines(actual.printed)
            )

    def _ambient(self, step: int, expected: Ambient, actual: Ambient):
        for field, shown in _MODES.items():
            one, other = getattr(expected, field), getattr(actual, field)
            if one != other:
                yield from self._difference(step, "modes", shown, str(one), str(other))

    # --- observations ------------------------------------------------------------------------

    def _look(self, step: int, expected: Look, actual: Look):
        for known, look in ((self._expected, expected), (self._actual, actual)):
            for name in look.gone:
                known.pop(name, None)
            known.update(look.seen)
        if expected == actual:
            return
        names = dict.fromkeys((*expected.seen, *actual.seen, *expected.gone, *actual.gone))
        for name in names:
            one, other = self._expected.get(name), self._actual.get(name)
            if one != other:
                yield from self._observations(step, name, one, other)

    def _observations(self, step, name, expected, actual):
        if type(expected) is TensorSeen and type(actual) is TensorSeen:
            yield from self._tensors(step, name, expected, actual)
        elif type(expected) is ValueSeen and type(actual) is ValueSeen:
            if not _same_value(expected, actual):
                yield from self._observed(step, "values", name, "", expected, actual)
        elif type(expected) is ArraySeen and type(actual) is ArraySeen:
            yield from self._arrays(step, name, expected, actual)
        elif type(expected) is NodeSeen and type(actual) is NodeSeen:
            yield from self._observed(step, "graph", name, "", expected, actual)
        elif isinstance(expected, SameAs) or isinstance(actual, SameAs):
            yield from self._observed(step, "aliasing", name, "object", expected, actual)
        else:
            yield from self._observed(step, "values", name, "", expected, actual)

    def _observed(self, step, level, name, what, expected, actual):
        where = f"{name}.{what}" if what else name
        return self._difference(
            step, level, where, describe(expected), describe(actual), _kind(name, what)
        )

    def _tensors(self, step, name, expected, actual):
        for field, level, shown in _ATTRIBUTES:
            one, other = getattr(expected, field), getattr(actual, field)
            if one == other or (
                field == "value" and close(one, other, tolerance_of(expected.dtype))
            ):
                continue
            yield from self._observed(step, level, name, shown, one, other)

    def _arrays(self, step, name, expected, actual):
        tolerance = tolerance_of(expected.dtype)
        for field in ("value", "dtype", "shape", "stride", "storage"):
            one, other = getattr(expected, field), getattr(actual, field)
            if one == other or (field == "value" and close(one, other, tolerance)):
                continue
            level = "aliasing" if field in {"stride", "storage"} else "values"
            yield from self._observed(step, level, name, field, one, other)


def _same_value(expected, actual):
    tolerance = tolerance_of(expected.type) if expected.type in {"float", "complex"} else EXACT
    if expected.type == actual.type == "str":
        return same_text(expected.value, actual.value)
    return expected.type == actual.type and close(expected.value, actual.value, tolerance)


def _same_lines(expected, actual):
    return len(expected) == len(actual) and all(
        same_text(one, other) for one, other in zip(expected, actual, strict=True)
    )


# --- words -----------------------------------------------------------------------------------


def describe(what: Any) -> str:
    """An observation, or a part of one, as a report shows it: floats in full."""
    match what:
        case None:
            return "None"
        case TensorSeen():
            return f"a tensor {what.value!r}, {what.dtype}"
        case SameAs():
            return f"the same object as {what.name}"
        case ValueSeen(type="Size"):
            return f"torch.Size({list(what.value)})"
        case ValueSeen(type="dtype" | "device"):
            return what.value
        case ValueSeen():
            return repr(what.value)
        case ContainerSeen():
            return f"a {what.type} of {len(what.keys)}: {', '.join(map(str, what.keys))}"
        case GraphSeen():
            return str(what)
        case NodeSeen():
            return f"the node {what.grad_fn}"
        case ArraySeen():
            return f"an array {what.value!r}, {what.dtype}"
        case ModuleSeen():
            mode = "training" if what.training else "evaluation"
            return f"a module in {mode} mode with {', '.join(what.names)}"
        case OptimizerSeen():
            return f"an optimizer of groups of {', '.join(map(str, what.groups))}"
        case Unreadable():
            return f"unreadable ({what.type}: {what.text})"
        case OtherSeen():
            return "an object that is no tensor and no plain value"
        case str():
            return what
        case _:
            return repr(what)


def _kind(name, what):
    """`y.grad` and `value` -> `grad.value`; `net.0.weight` and `value` -> `value`."""
    grads = "grad." * name.count(".grad")
    return f"{grads}{what or 'variable'}"


def _type(error):
    return "none" if error is None else error.type


def _or(value, otherwise):
    return otherwise if value is None else str(value)


def _lines(values):
    return "nothing" if not values else "\n".join(map(str, values))
