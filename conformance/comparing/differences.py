"""Every difference between two traces of one program, level by level."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from conformance.comparing.printed import fits, same_text
from conformance.comparing.tolerance import EXACT, close, tolerance_of
from conformance.tracing.observations import (
    ANYTHING,
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


# The fields of an observation: field, level, and how the program would ask for it.
_TENSOR = (
    ("value", "values", "value"),
    ("dtype", "values", "dtype"),
    ("device", "values", "device"),
    ("shape", "values", "shape"),
    ("requires_grad", "flags", "requires_grad"),
    ("is_leaf", "flags", "is_leaf"),
    ("retains_grad", "flags", "retains_grad"),
    ("is_inference", "flags", "is_inference()"),
    ("is_parameter", "flags", "is a Parameter"),
    ("version", "versions", "_version"),
    ("storage", "aliasing", "memory"),
    ("storage_offset", "aliasing", "storage_offset()"),
    ("stride", "aliasing", "stride()"),
    ("is_view", "aliasing", "_is_view()"),
    ("base", "aliasing", "_base"),
    ("grad_fn", "graph", "grad_fn"),
    ("output_nr", "graph", "output_nr"),
)
_ARRAY = (
    ("value", "values", "value"),
    ("dtype", "values", "dtype"),
    ("shape", "values", "shape"),
    ("stride", "aliasing", "strides"),
    ("storage", "aliasing", "memory"),
)

_MODES = {
    "grad_enabled": "torch.is_grad_enabled()",
    "inference_mode": "torch.is_inference_mode_enabled()",
    "anomaly": "torch.is_anomaly_enabled()",
    "check_nan": "torch.is_anomaly_check_nan_enabled()",
    "autocast": "torch.is_autocast_enabled('cpu')",
    "default_dtype": "torch.get_default_dtype()",
    "saved_tensors_hooks": "saved_tensors_hooks still pushed",
}


def compare(
    expected: Trace, actual: Trace, levels: Collection[str] = frozenset(LEVELS)
) -> list[Difference]:
    """The differences in these levels, step by step; none if the traces count as the same."""
    if expected == actual:
        return []
    return list(Comparison(levels).traces(expected, actual))


class Comparison:
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
        """All differences, step by step."""
        for place, (one, other) in enumerate(zip(expected.steps, actual.steps, strict=True)):
            yield from self._steps(place, one, other)
        end = len(expected.steps)
        yield from self._look(end, expected.end, actual.end)
        yield from self._ambient(end, expected.ambient, actual.ambient)

    def _difference(self, step, level, where, expected, actual, kind=None):
        if level in self._levels:
            yield Difference(step, level, where, expected, actual, kind or where)

    def _steps(self, step: int, expected: StepTrace, actual: StepTrace):
        if not _same_error(expected.error, actual.error):
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
        kinds = {type(expected), type(actual)}
        if kinds == {TensorSeen}:
            yield from self._fields(step, name, expected, actual, _TENSOR)
        elif kinds == {ArraySeen}:
            yield from self._fields(step, name, expected, actual, _ARRAY)
        elif kinds == {ValueSeen} and _same_value(expected, actual):
            return
        else:
            level = "values"
            if kinds == {NodeSeen}:
                level = "graph"
            elif SameAs in kinds:
                level = "aliasing"
            kind = "variable" if "." not in name else "grad." * name.count(".grad") + "variable"
            yield from self._difference(
                step, level, name, _whole(name, expected), _whole(name, actual), kind
            )

    def _fields(self, step, name, expected, actual, fields):
        tolerance = tolerance_of(expected.dtype)
        grads = "grad." * name.count(".grad")
        for field, level, shown in fields:
            one, other = getattr(expected, field), getattr(actual, field)
            if one == other or (field == "value" and close(one, other, tolerance)):
                continue
            if field == "stride" and _same_layout_of_gradient(expected, actual):
                continue
            if field == "storage":
                one, other = _memory(name, one), _memory(name, other)
            yield from self._difference(
                step, level, f"{name}.{shown}", describe(one), describe(other), grads + shown
            )


def _same_layout_of_gradient(expected, actual):
    """Whether strides differ only where a gradient has one element: there, they mean nothing.

    Which operations made a gradient is left open, and with it what they write for such a stride.
    """
    if type(expected) is not TensorSeen or expected.is_view is not ANYTHING:
        return False
    if expected.shape != actual.shape:
        return False
    return all(
        one == other or size < 2
        for one, other, size in zip(expected.stride, actual.stride, expected.shape, strict=True)
    )


def _same_value(expected, actual):
    tolerance = tolerance_of(expected.type) if expected.type in {"float", "complex"} else EXACT
    if expected.type == actual.type == "str":
        return same_text(expected.value, actual.value)
    return expected.type == actual.type and close(expected.value, actual.value, tolerance)


def _same_error(expected, actual):
    if expected == actual:
        return True
    if expected is None or actual is None or expected.type != actual.type:
        return False
    return fits(expected.text, actual.text)


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


def _whole(name, what):
    """What a name stands for; nothing, or the None of a tensor without `.grad`."""
    if what is not None:
        return describe(what)
    return "None" if name.endswith(".grad") else "no variable of that name"


def _memory(name, owner):
    if not isinstance(owner, str):
        return owner
    return "memory of its own" if owner == name else f"memory shared with {owner}"


def _type(error):
    return "none" if error is None else error.type


def _or(value, otherwise):
    return otherwise if value is None else str(value)


def _lines(values):
    return "nothing" if not values else "\n".join(map(str, values))
