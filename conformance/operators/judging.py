"""The verdict about one call on one sample: evaluate on both sides, compare, and tell.

A finding is a program that anybody can run, and what should have come out of it.
"""

from __future__ import annotations

from typing import NamedTuple

from conformance import subjects
from conformance.operators import source
from conformance.operators.agreement import Mismatch, differences
from conformance.operators.database import Call, Entry
from conformance.operators.evaluating import TWICE, Differentiation, Evaluation, evaluate, expect
from conformance.operators.rounding import evaluate_again, terms_of
from conformance.operators.samples import Sample
from conformance.subjects import Subject

_GRADIENTS = ("first", "second")


class Finding(NamedTuple):
    """Where a subject and the reference part; what the results of a run keep of a divergence.

    Attributes:
        signature: the same for findings that look like one fault.
        program: a script, or an expression of the sample.
        step: the index of its last statement, which shows the difference.
        level, where, expected, actual: the difference.
    """

    signature: str
    program: str
    step: int
    level: str
    where: str
    expected: str
    actual: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, got {self.actual}"


class Judged(NamedTuple):
    """What came of one call on one sample: the reference's evaluation, and the findings.

    `compared` is False where the call was not handed to the subject.
    """

    expected: Evaluation
    mismatches: list[Mismatch]
    compared: bool = True


def judge(subject: Subject, call: Call, sample: Sample, how: Differentiation = TWICE) -> Judged:
    """Make a call on the reference and on a subject, and compare.

    What a healthy torch dies of, or answers with what lay in its memory, is not handed to it.
    """
    expected, is_hazardous = expect(call, sample, how)
    if is_hazardous:
        return Judged(expected, [], compared=False)
    actual = evaluate(subject, call, sample, how)
    found = differences(expected, actual)
    if found and all(each.level in _GRADIENTS and each.where.endswith(" value") for each in found):
        again = evaluate_again(subjects.get("reference"), call, sample, how)
        found = differences(expected, actual, again, terms_of(call.entry))
    return Judged(expected, found)


def finding(
    entry: Entry, call: Call, sample: Sample, how: Differentiation, judged: Judged
) -> Finding:
    """The first mismatch, with the program that shows it."""
    mismatch = judged.mismatches[0]
    program = source.program(entry, call, sample, how, judged.expected.outputs, mismatch)
    return Finding(
        f"{mismatch.level}: {mismatch.where} of {call.name}",
        program.text,
        program.statements - 1,
        mismatch.level,
        mismatch.where,
        mismatch.expected,
        mismatch.actual,
    )
