"""A trace in words: what a step did, a line for each thing that is new."""

from collections.abc import Iterator
from typing import Any

import msgspec

from conformance.comparing.differences import describe
from conformance.tracing import Look, StepTrace, TensorSeen, Trace
from conformance.tracing.observations import GraphSeen, OtherSeen

# In a trace that is kept, a line is cut to this many characters and a step to this many lines.
_LONGEST = 600
_MOST_LINES = 30
# Floats in it have this many digits: what is kept is compared with that of another machine.
_DIGITS = 6


def told(step: StepTrace) -> list[str]:
    """What a step did, a line each: what it raised, said, printed and changed."""
    lines = [f"raises {step.error}"] if step.error else []
    lines += [f"warns {warning}" for warning in step.warnings]
    lines += [f"prints {text}" for text in step.printed]
    for look in step.looks[-1:]:
        lines += changes(look)
    return lines


def changes(look: Look) -> Iterator[str]:
    """What a look found new, in the words of torch."""
    for name, seen in look.seen.items():
        if isinstance(seen, TensorSeen):
            facts = [describe(seen.value), seen.dtype.removeprefix("torch.")]
            if isinstance(seen.grad_fn, GraphSeen):
                facts.append(f"grad_fn {seen.grad_fn.name.removeprefix('torch::autograd::')}")
            elif seen.requires_grad:
                facts.append("requires_grad")
            if isinstance(seen.version, int) and seen.version > 0:
                facts.append(f"version {seen.version}")
            yield f"{name}: {', '.join(facts)}"
        elif not isinstance(seen, OtherSeen):
            yield f"{name}: {describe(seen)}"
    if look.gone:
        yield f"gone: {', '.join(sorted(look.gone))}"


def kept(trace: Trace) -> list[str]:
    """A whole trace as a results file keeps it: a text for each step, and one for the end."""
    steps = [told(_rounded_step(step)) for step in trace.steps]
    return ["\n".join(_bounded(lines)) for lines in [*steps, changes(_rounded(trace.end))]]


def _bounded(lines: list[str] | Iterator[str]) -> Iterator[str]:
    lines = list(lines)
    for line in lines[:_MOST_LINES]:
        yield line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
    if len(lines) > _MOST_LINES:
        yield f"... and {len(lines) - _MOST_LINES} more"


def _rounded_step(step: StepTrace) -> StepTrace:
    return msgspec.structs.replace(step, looks=tuple(map(_rounded, step.looks)))


def _rounded(look: Look) -> Look:
    seen = {
        name: msgspec.structs.replace(what, value=_digits(what.value))
        if isinstance(what, TensorSeen)
        else what
        for name, what in look.seen.items()
    }
    return msgspec.structs.replace(look, seen=seen)


def _digits(value: Any) -> Any:
    if isinstance(value, list):
        return [_digits(each) for each in value]
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, float) else value
