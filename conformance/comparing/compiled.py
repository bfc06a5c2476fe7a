"""What a program with a compiled part can be held to.

A compiled function does what the function does, seen from its caller. How it gets there is its own:
so of two traces are kept, from the call on,

- of an error that it happened, not its type nor its text; the comparison ends there, since what the
  function had done before it raised is lost or not;
- of the versions of what was there before that they have changed; those of results are left open;
- of a gradient that the specification does not give, that it adds nothing: a compiled function is
  one node, and gives all of its inputs a gradient, by zeros, when it gives one to any;
- of the memory of a gradient, nothing;
- whether a result is a view of something that the program has no name for is left open.

For being one node, it also saves and frees as one, cannot be differentiated twice, and is
differentiated as a whole when it is compiled. Where it says so and the specification does not
raise, the program is judged up to there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from conformance.comparing.differences import Comparison, Difference
from conformance.programs import Program, Step, compiled, run
from conformance.subjects import Subject
from conformance.tracing import Ambient, ErrorSeen, Seen, StepTrace, TensorSeen, Trace
from conformance.tracing.observations import ANYTHING, ELSEWHERE, SameAs, ValueSeen
from conformance.tracing.trace import NOTHING

# What compiled functions say of steps that are beyond them.
_LIMITS = (
    "torch.compile with aot_autograd does not currently support double backward",
    "Trying to backward through the graph a second time",
    "appears to not have been used in the graph",
    "does not yet handle non-differentiable view input mutations",
)
# What they say when they are compiled, of a backward pass that may never be asked for.
_OVERWRITTEN = (
    "has been modified by an inplace operation",
    "a saved tensor that has been detached in-place",
)

_RAISED = ErrorSeen("an error", "of whatever type and text")
_VARIABLE = re.compile(r"\w+")


class NotJudged(Exception):
    """Nothing can be said of a subject by this program; the text says why."""


class NothingToCompile(NotJudged):
    """The program has no part that is compiled, so that it tells nothing about the compiler."""


def arranged(program: Program, subject: Subject, reference: Subject) -> Program:
    """The program with a part of it compiled, as this subject runs it.

    Raises:
        NothingToCompile: there is no such part.
    """
    if compiled.compiled_call(program) is None:
        traced = run(program, reference, "end")
        raising = {place for place, step in enumerate(traced.steps) if step.error is not None}
        methods = frozenset(dir(reference.namespace.Tensor))
        program = compiled.with_compiled_part(program, raising, subject.backend, methods)
    if program is None:
        raise NothingToCompile("no step of it is tensor work that could be compiled")
    call = compiled.compiled_call(program)
    ends = [compiled.gradients_of_results(program) or len(program)]
    ends += [
        place
        for place, step in enumerate(program.steps)
        if place > call and _differentiates_twice(step)
    ]
    return Program(program.steps[: min(ends)])


def limit_met(program: Program, expected: Trace, actual: Trace, reference: Subject) -> int | None:
    """The place of a step that is beyond compiled functions, and that they say so of."""
    call = compiled.compiled_call(program)
    for place, (one, other) in enumerate(zip(expected.steps, actual.steps, strict=True)):
        if one.error is None and other.error is not None:
            if any(words in other.error.text for words in _LIMITS):
                return place
            overwritten = place == call and _is_overwritten(other.error)
            return (
                place if overwritten and _backward_would_raise(program, call, reference) else None
            )
    return None


def up_to(limit: int, program: Program) -> Program:
    """The program less what is beyond compiled functions."""
    if limit <= compiled.compiled_call(program):
        raise NothingToCompile("the compiler refuses its function")
    return Program(program.steps[:limit])


def _differentiates_twice(step):
    """Does it ask for a gradient that can be differentiated again?"""
    return any(
        isinstance(node, ast.keyword)
        and node.arg == "create_graph"
        and not (isinstance(node.value, ast.Constant) and node.value.value is False)
        for node in ast.walk(step.node)
    )


def _backward_would_raise(program, call, reference):
    """Does backward from some result of the call find what it needs overwritten?"""
    touched = compiled.results(program) | program.steps[call].needs.keys()
    backward = [Step.from_source(f"{name}.sum().backward(retain_graph=True)") for name in touched]
    steps = run([*program.steps[: call + 1], *backward], reference, "end").steps
    return any(step.error and _is_overwritten(step.error) for step in steps[call + 1 :])


def _is_overwritten(error):
    return any(words in error.text for words in _OVERWRITTEN)


def differences(
    program: Program,
    expected: Trace,
    actual: Trace,
    levels: Collection[str],
    reference: Subject,
) -> list[Difference]:
    """The differences of what a compiled part is held to."""
    comparison = _Comparison(levels, program)
    found = list(comparison.traces(*comparison.up_to_an_error(expected, actual)))
    if any("nan" in each.actual for each in found) and _zeros_give_nan(program, reference):
        comparison = _Comparison(levels, program, nan=True)
        found = list(comparison.traces(*comparison.up_to_an_error(expected, actual)))
    return found


def _zeros_give_nan(program, reference):
    """Does a zero, passed backward from some result of the call, arrive as 0 * inf?"""
    call = compiled.compiled_call(program)
    touched = compiled.results(program) | program.steps[call].needs.keys()
    backward = [
        Step.from_source(f"{name}.backward(torch.zeros_like({name}), retain_graph=True)")
        for name in sorted(touched)
    ]
    before = run(program.steps[: call + 1], reference, "end").end.seen
    after = run([*program.steps[: call + 1], *backward], reference, "end").end.seen
    return any(
        isinstance(what, TensorSeen) and _has_nan(what.value)
        for name, what in after.items()
        if ".grad" in name and before.get(name) != what
    )


class _Comparison(Comparison):
    """As for any two traces; but from the call on, what was said above is left open.

    With `nan`, what is not a number is no difference: zeros have become that on their way.
    """

    def __init__(self, levels: Collection[str], program: Program, nan: bool = False):
        super().__init__(levels)
        self._nan = nan
        self._call = call = compiled.compiled_call(program)
        before = frozenset[str]().union(*(step.binds for step in program.steps[:call]))
        # Variables that have their meaning from before the call, and keep it.
        self._known = before.difference(*(step.binds for step in program.steps[call:]))

    def up_to_an_error(self, expected: Trace, actual: Trace) -> Iterable[Trace]:
        """Both traces, less what follows the first error from the call on."""
        for place in range(self._call, len(expected.steps)):
            errors = expected.steps[place].error, actual.steps[place].error
            if errors != (None, None):
                if None not in errors:
                    errors = _RAISED, _RAISED
                return (
                    Trace((*trace.steps[:place], StepTrace(error)), NOTHING, Ambient())
                    for trace, error in zip((expected, actual), errors, strict=True)
                )
        return expected, actual

    def _observations(self, step, name, expected, actual):
        if step >= self._call:
            if isinstance(expected, TensorSeen) and isinstance(actual, SameAs):
                actual = self._actual.get(actual.name, actual)  # results that are alike may be one
            if _is_nothing(expected) and _is_no_contribution(actual):
                return
            expected, actual = self._seen(name, expected), self._seen(name, actual)
            if isinstance(expected, TensorSeen) and isinstance(actual, TensorSeen):
                actual = self._like(expected, actual)
            if expected == actual:
                return
        yield from super()._observations(step, name, expected, actual)

    def _seen(self, name, what):
        if not isinstance(what, TensorSeen):
            return what
        version = what.version
        if isinstance(version, int):
            same = ".grad" not in name and _VARIABLE.match(name)[0] in self._known
            version = bool(version) if same else ANYTHING
        # What it is a view of counts for autograd only, and where the program has a name for it.
        hidden = what.base == ELSEWHERE or not what.requires_grad
        return msgspec.structs.replace(
            what,
            version=version,
            is_view=False if hidden else what.is_view,
            base=None if hidden else what.base,
        )

    def _like(self, expected: TensorSeen, actual: TensorSeen) -> TensorSeen:
        """The actual tensor, with what is left open as it is in the expected one."""
        if self._nan:
            value = _filled(actual.value, expected.value)
            actual = msgspec.structs.replace(actual, value=value)
        if expected.is_view is ANYTHING:  # a gradient: how it lies in memory is its maker's choice
            actual = msgspec.structs.replace(
                actual,
                stride=expected.stride,
                storage_offset=expected.storage_offset,
                storage=expected.storage,
            )
        elif actual.shape == expected.shape and all(
            one == other or size < 2
            for one, other, size in zip(actual.stride, expected.stride, actual.shape, strict=True)
        ):
            actual = msgspec.structs.replace(actual, stride=expected.stride)
        return actual


def _is_nothing(what: Seen | None) -> bool:
    return what is None or what == ValueSeen("NoneType", None)


def _is_no_contribution(what: Seen | None) -> bool:
    """Is it what comes of a zero that was passed into a backward formula: zeros, or 0 * inf?"""
    return isinstance(what, TensorSeen) and all(
        number == 0 or number != number for number in _numbers(what.value)
    )


def _has_nan(value: Any) -> bool:
    """Is there something that is not a number?"""
    return any(number != number for number in _numbers(value))


def _numbers(value):
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _numbers(each)
    else:
        yield value


def _filled(value, other):
    """The value, with the numbers of the other one where it has none."""
    if isinstance(value, (list, tuple)) and type(value) is type(other):
        if len(value) == len(other):
            return type(value)(map(_filled, value, other))
        return value
    return other if value != value else value
