"""Judging a subject by a program: run it on the reference and on the subject, and compare."""

import ast
import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from conformance import subjects
from conformance.comparing import compiled
from conformance.comparing.compiled import NothingToCompile, NotJudged
from conformance.comparing.differences import Difference, compare
from conformance.programs.compiled import flattened
from conformance.programs.program import Program, Step
from conformance.programs.session import When, run
from conformance.programs.shrinking import reduce_program
from conformance.subjects import Subject
from conformance.tracing import Trace

# Of several differences in one step, which one tells most: that it raised explains the rest, that
# memory is another explains versions, ...
_TELLING = (
    "errors",
    "values",
    "flags",
    "versions",
    "aliasing",
    "graph",
    "modes",
    "warnings",
    "printed",
)


class BeyondSpecification(Exception):
    """The program needs something of torch that the reference does not have."""


class Divergence(NamedTuple):
    """A program on which a subject does not do what the specification says.

    Attributes:
        signature: the same for divergences that look like one fault.
        program: what was run.
        step: index of the first step that differs; the number of steps if only the end does.
        level, where, expected, actual: the first difference there.
        look: when the variables were looked at.
        differences: all differences of that step.
        kind: `where` without the program's names.
    """

    signature: str
    program: Program
    step: int
    level: str
    where: str
    expected: str
    actual: str
    look: str
    differences: tuple[Difference, ...]
    kind: str


def verdict(
    program: Program,
    subject: Subject,
    look: When = "each",
    levels: Collection[str] | None = None,
    reference: Subject | None = None,
    expected: Trace | None = None,
) -> Divergence | None:
    """How the subject diverges from the reference on this program; None if it conforms.

    `levels` are those of the subject unless given. `expected` is the reference's trace of this
    program with this `look`, where it is at hand. Another `reference` may be given, too.

    What a compiled subject is judged by is the program with a part of it in a function. Raises
    NothingToCompile if it has none.

    A program that is known to kill healthy releases (`expectations/hazards.toml`) is not handed to
    the subject in this process, and not judged.
    """
    reference = reference or subjects.get("reference")
    levels = subject.levels if levels is None else levels
    if subject.backend is not None:
        program, expected = compiled.arranged(program, subject, reference), None
    if expected is None:
        expected = run(program, reference, look)
    if expected.hazards:
        return None
    actual = run(program, subject, look)
    if subject.backend is None:
        differences = compare(expected, actual, levels)
    else:
        limit = compiled.limit_met(program, expected, actual, reference)
        if limit is not None:
            return verdict(compiled.up_to(limit, program), subject, look, levels, reference)
        if not subject.graphs:
            raise NothingToCompile("its function left nothing for the compiler to do")
        differences = compiled.differences(program, expected, actual, levels, reference)
    if not differences:
        return None
    _refuse_the_unspecified(expected, actual, differences[0].step)
    return first_of(differences, program, look)


def first_of(differences: Sequence[Difference], program: Program, look: When) -> Divergence:
    """The divergence that some differences make: what tells most of the first step that differs."""
    step = differences[0].step
    here = tuple(each for each in differences if each.step == step)
    first = min(here, key=lambda each: _TELLING.index(each.level))
    return Divergence(
        signature(program, first),
        program,
        step,
        first.level,
        first.where,
        first.expected,
        first.actual,
        look,
        here,
        first.kind,
    )


def shrink(
    divergence: Divergence,
    subject: Subject,
    reference: Subject | None = None,
    judge: Callable[[Program], Divergence | None] | None = None,
) -> Divergence:
    """The same divergence, of a program that is as small as the reducer can make it.

    It is the same as long as it differs in the same level and kind. Another `judge` of programs may
    be given.
    """
    smallest = divergence

    def judge_by_the_reference(program):
        return verdict(program, subject, divergence.look, (divergence.level,), reference)

    judge = judge or judge_by_the_reference

    def still_diverges(program):
        nonlocal smallest
        try:
            found = judge(program)
        except (BeyondSpecification, NotJudged):
            return False
        if found is None or found.kind != divergence.kind:
            return False
        smallest = found
        return True

    reduce_program(flattened(divergence.program), still_diverges)
    return smallest


def signature(program: Program, difference: Difference) -> str:
    """A text that is the same for differences which look like one fault."""
    done = operation(program.steps[difference.step]) if difference.step < len(program) else "end"
    return f"{difference.level}: {difference.kind} after {done}"


def operation(step: Step) -> str:
    """The last thing a step does: the name of the outermost call or operator of its last line."""
    node = step.node
    while isinstance(node, (ast.With, ast.For, ast.If, ast.Try)):
        node = node.body[-1]
    if isinstance(node, ast.AugAssign):
        return f"{type(node.op).__name__}="
    if isinstance(node, ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Attribute):
            return f".{target.attr}="
        if isinstance(target, ast.Subscript):
            return "[]="
    value = getattr(node, "value", None)
    return _operator(value) if value is not None else type(node).__name__


def _operator(node):
    if isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Attribute):
            return function.attr
        return function.id if isinstance(function, ast.Name) else "call"
    if isinstance(node, (ast.BinOp, ast.UnaryOp)):
        return type(node.op).__name__
    if isinstance(node, ast.Attribute):
        return f".{node.attr}"
    return type(node).__name__


_MISSING = re.compile(
    r"(?:module 'torch[\w.]*'|'(?:Tensor|Parameter)' object) has no attribute '\w+'"
)


def _refuse_the_unspecified(expected, actual, last):
    """What the reference lacks: its own complaint of that is no expectation."""
    for place, (one, other) in enumerate(zip(expected.steps, actual.steps, strict=True)):
        if place > last:
            return
        if one.error is None or one.error == other.error:
            continue
        if _tells_of_a_gap(one.error):
            raise BeyondSpecification(
                f"step {place + 1}: the specification has no such thing: {one.error.text}"
            )


def _tells_of_a_gap(error):
    """Is it a name that only the subject has, or what the reference says it leaves out?"""
    if error.type == "LeftOut":  # reference_impl.left_out
        return True
    return error.type == "AttributeError" and _MISSING.fullmatch(error.text) is not None
