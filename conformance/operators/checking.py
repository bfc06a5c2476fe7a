"""The check of one entry of the database, as a rule of the suite.

First the variations of the entry's smallest sample, plainest first, so that what fails is short;
then samples of the database, in each dtype. The first difference ends the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from conformance.operators import variations
from conformance.operators.coverage import missing_operator
from conformance.operators.database import Call, Entry
from conformance.operators.evaluating import TWICE, Differentiation
from conformance.operators.judging import Finding, finding, judge
from conformance.operators.samples import Sample, UnusableSample, draw
from conformance.rules.catalogue import Rule
from conformance.subjects import Subject

AREA = "op_db"
PREFIX = "op-db"
SINCE = "2.13"
# The dtypes in which samples are varied, and not only taken as the database has them.
VARIED = ("float64", "complex128")


class Effort(NamedTuple):
    """How many samples of an entry a profile takes, in float64 and in each other dtype.

    Attributes:
        samples, elsewhere: how many; None for all there are.
        among: of the first so many of the database.
        varied: how many of the smallest samples are varied.
    """

    samples: int | None
    elsewhere: int | None
    among: int | None
    varied: int


EFFORTS = {
    "quick": Effort(2, 1, 8, 0),
    "default": Effort(4, 2, 24, 1),
    "thorough": Effort(None, None, None, 3),
}


class Input(NamedTuple):
    """One call to be compared, on one sample."""

    call: Call
    sample: Sample
    how: Differentiation


def rule_of(entry: Entry) -> Rule:
    """The rule that an operator does what the specification says, on the database's samples."""
    tail = re.sub(r"[^a-z0-9]+", "-", entry.name.lower()).strip("-")
    # `T` and `t`, `__rsub__` and `rsub` are two operators each.
    if entry.name.lower() != entry.name:
        tail += "-property"
    elif entry.name.startswith("__"):
        tail += "-dunder"
    return Rule(
        id=f"{PREFIX}.{tail}",
        area=AREA,
        statement=f"The database's operator {entry.name}: values, flags, aliasing, versions and "
        "two derivatives are what the specification computes.",
        source="torch/testing/_internal/common_methods_invocations.py, in the installed torch",
        since=SINCE,
    )


class Check:
    """The check of one entry on one subject.

    Attributes:
        examples: how many calls were compared.
        reason: why nothing could be compared, or None.
    """

    def __init__(self, entry: Entry, subject: Subject, profile: str):
        self.examples = 0
        self.reason: str | None = None
        self._entry, self._subject = entry, subject
        self._effort = EFFORTS[profile]

    def first_finding(self) -> Finding | None:
        """The first difference; None if there is none, or nothing could be compared (`reason`)."""
        try:
            for call, sample, how in inputs(self._entry, self._effort):
                judged = judge(self._subject, call, sample, how)
                lacking = missing_operator(judged.expected)
                if lacking is not None:
                    self.reason = f"not covered: the reference has no {lacking}"
                    return None
                self.examples += 1
                if judged.mismatches:
                    return finding(self._entry, call, sample, how, judged)
        except UnusableSample as error:
            self.reason = f"not covered: {error}"
            return None
        if not self.examples:
            self.reason = "not covered: the database has no samples for it"
        return None


def inputs(entry: Entry, effort: Effort) -> Iterator[Input]:
    """What an entry is compared on."""
    drawn = {}
    for dtype in entry.dtypes:
        most = effort.samples if dtype == "float64" else effort.elsewhere
        drawn[dtype] = sorted(draw(entry, dtype, most, effort.among), key=_size)
    call, in_place = entry.call(), entry.in_place_call()
    for dtype in VARIED:
        for sample in _worth_varying(drawn.get(dtype, []))[: effort.varied]:
            for varied, how, _ in variations.of(entry, sample):
                yield Input(call, varied, how)
                # The target of an in-place form is a copy, and the derivative that of the call.
                if in_place is not None and varied.in_place and dtype == "float64":
                    yield Input(in_place, varied, how)
    for samples in drawn.values():
        for sample in samples:
            yield Input(call, sample, TWICE)
            if in_place is not None and sample.in_place:
                yield Input(in_place, sample, TWICE)


def _worth_varying(samples: list[Sample]) -> list[Sample]:
    """Those with several elements, if there are such."""
    return [s for s in samples if s.leaves and s.leaves[0].count > 1] or samples


def _size(sample: Sample) -> int:
    return sum(leaf.count for leaf in sample.leaves)
