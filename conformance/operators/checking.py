"""The check of one entry of the database, as a rule of the suite.

First the variations of the entry's smallest sample, plainest first, so that what fails is short;
then samples of the database, in each dtype; then other shapes, and arguments that the database has
apart; then inputs that are drawn. The first difference ends the check.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

import numpy
from packaging.version import Version

from conformance.installation import release
from conformance.operators import variations
from conformance.operators.choosing import MOST_ELEMENTS, Met
from conformance.operators.combining import combine
from conformance.operators.coverage import missing_operator
from conformance.operators.database import Call, Entry
from conformance.operators.drawing import Input
from conformance.operators.evaluating import TWICE, Differentiation, expect
from conformance.operators.exploring import first_drawn
from conformance.operators.judging import Finding, Judged, finding, judge
from conformance.operators.samples import Sample, UnusableSample, draw
from conformance.operators.shaping import shaped
from conformance.operators.uncovered import MADE_UP_SINCE, UNRECOMBINED, UNSOUND
from conformance.profiles import DRAWN
from conformance.rules.catalogue import Rule
from conformance.subjects import Subject

AREA = "op_db"
PREFIX = "op-db"
SINCE = "1.13"
# The dtypes in which samples are varied, and not only taken as the database has them.
VARIED = ("float64", "complex128")


class Effort(NamedTuple):
    """How many samples of an entry a profile takes, in float64 and in each other dtype.

    Attributes:
        samples, elsewhere: how many; None for all there are.
        among: of the first so many of the database.
        varied: how many of the smallest samples are varied.
        recombined: how many are made of arguments that the database gives apart.
    """

    samples: int | None
    elsewhere: int | None
    among: int | None
    varied: int
    recombined: int


EFFORTS = {
    "quick": Effort(2, 1, 8, 0, 0),
    "default": Effort(4, 2, 100, 1, 9),
    "thorough": Effort(None, None, None, 3, 30),
}


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
        known: what came as no surprise: what `expected` gave for a finding, and the first such one.
    """

    def __init__(
        self,
        entry: Entry,
        subject: Subject,
        profile: str,
        seed: int = 0,
        expected: Callable[[Finding], Hashable] = lambda finding: None,
    ):
        self.examples = 0
        self.reason: str | None = None
        self.known: dict[Hashable, Finding] = {}
        self._expected = expected
        self._entry, self._subject, self._seed = entry, subject, seed
        self._effort, self._draws = EFFORTS[profile], DRAWN[profile]

    def first_finding(self) -> Finding | None:
        """The first difference; None if there is none, or nothing could be compared (`reason`)."""
        try:
            return self._first_finding()
        except UnusableSample as error:
            self.reason = f"not covered: {error}"
            return None

    def _first_finding(self) -> Finding | None:
        met = Met()
        drawn = _drawn(self._entry, self._effort, met)
        for each in inputs(self._entry, self._effort, drawn):
            judged = self._judge(each)
            lacking = missing_operator(judged.expected)
            if lacking is not None:
                self.reason = f"not covered: the reference has no {lacking}"
                return None
            found = self._news(each, judged)
            if found is not None:
                return found
        if not self.examples:
            self.reason = "not covered: the database has no samples for it"
            return None
        for each in self._made_up(drawn, met):
            judged = self._judge(each)
            # Nobody says whether the operator takes it: what one side refuses proves nothing.
            refused = judged.mismatches and judged.mismatches[0].where == "forward"
            found = None if refused else self._news(each, judged)
            if found is not None:
                return found
        found = first_drawn(
            self._entry,
            [sample for samples in drawn.values() for sample in samples],
            self._judge_anew,
            self._draws,
            self._seed,
        )
        return found and finding(self._entry, *found.input, found.judged)

    def _made_up(self, drawn: dict[str, list[Sample]], met: Met) -> Iterator[Input]:
        """Inputs of other shapes, and with other arguments, where the operator takes them."""
        effort, entry = self._effort, self._entry
        if not effort.recombined or "float64" not in entry.dtypes or not _may_be_made_up(entry):
            return
        call = entry.call()
        for sample in _worth_varying(drawn["float64"])[: effort.varied]:
            for other in shaped(entry, sample):
                if is_taken(call, other):
                    yield Input(call, other, TWICE)
        if entry.name in UNRECOMBINED:
            return
        rows = (row for each in drawn["float64"] for row in variations.tied_in_a_row(entry, each))
        for row in itertools.islice((each for each in rows if is_defined(call, each)), 1):
            yield Input(call, row, TWICE)
        in_place = entry.in_place_call()
        known = (effort.recombined, effort.among, met)
        for sample, how in combine(entry, *known, lambda s: is_defined(call, s)):
            yield Input(call, sample, how)
            if in_place is not None and sample.in_place:
                yield Input(in_place, sample, TWICE)

    def _judge(self, each: Input) -> Judged:
        judged = judge(self._subject, *each)
        self.examples += judged.compared
        return judged

    def _judge_anew(self, each: Input) -> Judged:
        """The verdict, with nothing found where all that is found is known."""
        judged = self._judge(each)
        return judged if self._news(each, judged) else judged._replace(mismatches=[])

    def _news(self, each: Input, judged: Judged) -> Finding | None:
        """What was found; None if it is known, which must not hide what else there is."""
        if not judged.mismatches:
            return None
        found = finding(self._entry, *each, judged)
        known = self._expected(found)
        if known is None:
            return found
        self.known.setdefault(known, found)
        return None


def _may_be_made_up(entry: Entry) -> bool:
    """Whether the installed release is one in which it is judged with other arguments."""
    since, _ = MADE_UP_SINCE.get(entry.name, ("0", ""))
    return release() >= Version(since)


def _drawn(entry: Entry, effort: Effort, met: Met) -> dict[str, list[Sample]]:
    """The samples of the database in each dtype, shortest first, and as unlike as there are.

    Their traits are added to those that were `met`.
    """
    drawn = {}
    unsound = UNSOUND.get(entry.name, ())
    for dtype in [each for each in entry.dtypes if each not in unsound]:
        most = effort.samples if dtype == "float64" else effort.elsewhere
        drawn[dtype] = sorted(draw(entry, dtype, most, effort.among, met), key=_size)
    return drawn


def inputs(entry: Entry, effort: Effort, drawn: dict[str, list[Sample]]) -> Iterator[Input]:
    """What an entry is compared on in every run: samples as they are, and varied one by one."""
    call, in_place = entry.call(), entry.in_place_call()
    for dtype in VARIED:
        for sample in _worth_varying(drawn.get(dtype, []))[: effort.varied]:
            for varied, how, _ in variations.of(entry, sample):
                # Where nothing is differentiated, an operator is but what it writes to.
                if any(leaf.requires_grad for leaf in varied.leaves):
                    yield Input(call, varied, how)
                # The target of an in-place form is a copy, and the derivative that of the call.
                if in_place is not None and varied.in_place and dtype == "float64":
                    yield Input(in_place, varied, how)
    for dtype, samples in drawn.items():
        for place, sample in enumerate(samples):
            if effort.varied and dtype not in VARIED and place == len(samples) - 1:
                sample = variations.elsewhere(entry, sample)
            yield Input(call, sample, TWICE)
            if in_place is not None and sample.in_place:
                yield Input(in_place, sample, TWICE)


def is_taken(call: Call, sample: Sample) -> bool:
    """Whether an operator takes these arguments, as the reference has it."""
    return "forward" not in expect(call, sample).evaluation.errors


def is_defined(call: Call, sample: Sample) -> bool:
    """Whether an operator takes these arguments and no NaN comes of them.

    Of numbers outside of its domain the database has none; how far a NaN spreads in a derivative is
    a matter of how it is written.
    """
    evaluation = expect(call, sample, Differentiation(orders=0)).evaluation
    arrays = [output.values.array for output in evaluation.outputs]
    inexact = [each for each in arrays if each is not None and each.dtype.kind in "fc"]
    return "forward" not in evaluation.errors and not any(map(_has_nan, inexact))


def _has_nan(array: numpy.ndarray) -> bool:
    return bool(numpy.isnan(array).any())


def _worth_varying(samples: list[Sample]) -> list[Sample]:
    """Those with several elements, if there are such; first those of which most can be varied.

    That is, of the short ones, those whose elements make up rows and columns; then those with the
    most tensors that require grad, and numbers.
    """
    several = [s for s in samples if s.leaves and s.leaves[0].count > 1] or samples

    def order(sample: Sample) -> tuple[bool, int, int, int]:
        wanted = [leaf for leaf in sample.leaves if leaf.requires_grad]
        room = max((sum(n > 1 for n in leaf.size) for leaf in wanted if leaf.count), default=0)
        numbers = len(variations.numbers_in(sample))
        return _size(sample) > MOST_ELEMENTS, -min(room, 2), -len(wanted), -numbers

    return sorted(several, key=order)


def _size(sample: Sample) -> int:
    return sum(leaf.count for leaf in sample.leaves)
