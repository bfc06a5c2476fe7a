"""Soundness: a program that goes through no unsafe channel raises, or its gradients are right.

This is what PyTorch's notes on in-place operations promise of version counters. It is judged apart
from what any release does in particular: what is right is computed by the specification from the
values as they were when they were saved (`reference_impl.corruption`), though they were written
to since. So a subject is free to raise where the specification does not, and to go on where it
does, as one that keeps copies may; but what would come out wrong if nobody counted writes must come
out right, until something raises.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from conformance import subjects
from conformance.comparing import Divergence, NotJudged, compare, compiled, first_of
from conformance.programs import Program, run
from conformance.programs.subset import dotted
from conformance.subjects import Subject
from conformance.tracing import Ambient, Trace
from conformance.tracing.trace import NOTHING

# What memory is written through unseen, as a program names it; with the rule that says so. The
# last ones keep values in a way of their own, which nobody checks.
CHANNELS = {
    "data": "data.own-version-counter",
    "vector_to_parameters": "data.assignment",
    "numpy": "numpy.writes-are-not-counted",
    "from_numpy": "numpy.from-numpy-fresh-counter",
    "as_tensor": "numpy.writes-are-not-counted",
    "asarray": "numpy.writes-are-not-counted",
    "from_dlpack": "numpy.dlpack-fresh-counter",
    "storage": "data.storage-write-unnoticed",
    "untyped_storage": "data.storage-write-unnoticed",
    "set_": "data.storage-write-unnoticed",
    "apply_": "data.python-functions-unnoticed",
    "map_": "data.python-functions-unnoticed",
    "map2_": "data.python-functions-unnoticed",
    "unsafe_split": "views.unsafe-split-not-tracked",
    "unsafe_chunk": "views.unsafe-split-not-tracked",
    "unsafe_split_with_sizes": "views.unsafe-split-not-tracked",
    "ctx.": "functions.ctx-attributes-are-not-checked",
    "saved_tensors_hooks": "modes.saved-tensor-hooks-skip-version-check",
    "register_hooks": "modes.saved-tensor-hooks-skip-version-check",
    "save_on_cpu": "modes.saved-tensor-hooks-skip-version-check",
    "allow_mutation_on_saved_tensors": "modes.saved-tensor-hooks-skip-version-check",
}


def unsafe_channel(program: Program) -> str | None:
    """The first unsafe channel that a program mentions; None if there is none."""
    for step in program.steps:
        for name in _mentioned(step.node):
            if name in CHANNELS:
                return name
    return None


def _mentioned(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute):
            kept = isinstance(node.ctx, ast.Store) and dotted(node) == ("ctx", node.attr)
            yield "ctx." if kept else node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def unsound(program: Program, subject: Subject) -> Divergence | None:
    """The first step at which a gradient is silently wrong; None if none is.

    That of the specification is looked at first, since what it does every torch should do.

    Raises:
        NotJudged: the program goes through an unsafe channel, or nothing that backward needs is
            written to, so that it cannot come out wrong.
    """
    channel = unsafe_channel(program)
    if channel is not None:
        raise NotJudged(f"they go through an unsafe channel: {channel}")
    reference = subjects.get("reference")
    if subject.backend is not None:
        # What raises only because a write was counted is to be tried.
        with reference.namespace.corruption.watching(repair=True, unchecked=True):
            program = compiled.arranged(program, subject, reference)
    right, overwritten = _unchecked(program, reference, repair=True)
    if right.hazards or not overwritten:
        raise NotJudged("nothing that backward needs is written to")
    wrong, _ = _unchecked(program, reference, repair=False)
    in_question = {(each.step, each.where) for each in compare(right, wrong, ("values",))}
    for each in (reference, subject):
        traces = _until_one_raises(right, run(program, each))
        found = [
            difference
            for difference in compare(*traces, ("values",))
            if (difference.step, difference.where) in in_question
        ]
        if found:
            divergence = first_of(found, program, "each")
            whose = "as predicted: " if each is reference else ""
            return divergence._replace(signature=f"soundness: {whose}{divergence.signature}")
    return None


def _unchecked(program, reference, repair):
    """What a program does if nobody checks versions, and what backward found overwritten."""
    with reference.namespace.corruption.watching(repair, unchecked=True) as found:
        return run(program, reference), found


def _until_one_raises(right: Trace, given: Trace) -> tuple[Trace, Trace]:
    """Both traces up to the first step that raises in one of them: after it they may differ."""
    for place, steps in enumerate(zip(right.steps, given.steps, strict=True)):
        if any(step.error is not None for step in steps):
            return _cut(right, place), _cut(given, place)
    return right, given


def _cut(trace, place):
    return Trace(trace.steps[:place], NOTHING, Ambient())
