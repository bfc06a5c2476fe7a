"""Which entries of the database the reference covers: computed, entry by entry.

An entry is covered when every sample that was drawn for it, in every dtype in which torch can
differentiate it, gives on the reference what it gives on torch: values, flags, aliasing, versions,
first and second derivatives, or the same error. The in-place form counts as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from conformance import subjects
from conformance.operators.database import Call, Entry
from conformance.operators.evaluating import TWICE, Evaluation
from conformance.operators.judging import Finding, finding, judge
from conformance.operators.samples import Sample, UnusableSample, draw

# Samples of each entry in float64 and in each other dtype, spread over all that the database has.
SAMPLES = {"float64": 12, "complex128": 6}
SAMPLES_ELSEWHERE = 4

_MISSING = re.compile(
    r"MissingOperator: no (torch\.[\w.]+)"
    r"|AttributeError: module 'reference_impl[\w.]*?([\w]*)' has no attribute '(\w+)'"
    r"|AttributeError: '(Tensor)' object has no attribute '(\w+)'"
)

LEVELS = ("values", "flags", "aliasing", "versions", "graph", "first", "second")


class Coverage(msgspec.Struct, frozen=True):
    """What is known of one entry.

    Attributes:
        name: the entry's.
        covered: whether all that was compared agrees.
        reason: why it is not covered, or None.
        program: a script that shows the first difference, or None.
        dtypes: in which it was compared.
        levels: what was compared.
        first, second: `compared`; `none`, where there is no such derivative or it is zero; or the
            error with which torch and the reference refuse it.
        in_place: `compared`, or `none` where torch has no in-place form.
        samples: how many calls were compared.
    """

    name: str
    covered: bool
    reason: str | None
    program: str | None
    dtypes: list[str]
    levels: list[str]
    first: str
    second: str
    in_place: str
    samples: int


def cover(entries: Iterable[Entry], subject: subjects.Subject | None = None) -> Iterator[Coverage]:
    """The coverage of each entry: the reference held against the installed torch, unless another
    subject is given.
    """
    subject = subject or subjects.get("eager")
    for entry in entries:
        yield _Judgement(entry, subject).coverage()


class _Judgement:
    def __init__(self, entry: Entry, subject: subjects.Subject):
        self._entry, self._subject = entry, subject
        self._expected: list[Evaluation] = []
        self._in_place = "none"
        self._dtypes: list[str] = []
        self._finding: Finding | None = None

    def coverage(self) -> Coverage:
        reason = self._reason()
        return Coverage(
            self._entry.name,
            reason is None,
            reason,
            None if self._finding is None else self._finding.program,
            self._dtypes,
            self._levels() if reason is None else [],
            self._derivative("first"),
            self._derivative("second"),
            self._in_place,
            len(self._expected),
        )

    def _reason(self) -> str | None:
        """Compares until something differs; says what, or None."""
        entry = self._entry
        calls = [call for call in (entry.call(), entry.in_place_call()) if call is not None]
        if not entry.dtypes:
            return "the database lists no dtype, of those judged, in which it is differentiable"
        for dtype in entry.dtypes:
            try:
                drawn = draw(entry, dtype, SAMPLES.get(dtype, SAMPLES_ELSEWHERE))
            except UnusableSample as error:
                return str(error)
            self._dtypes.append(dtype)
            for call in calls:
                for sample in drawn:
                    reason = self._compare(call, sample, dtype)
                    if reason is not None:
                        return reason
        if not self._expected:
            return "the database has no samples for it"
        return None

    def _compare(self, call: Call, sample: Sample, dtype: str) -> str | None:
        if call.in_place and not sample.in_place:
            return None
        judged = judge(self._subject, call, sample)
        missing = missing_operator(judged.expected)
        if missing is not None:
            return f"the reference has no {missing}"
        self._expected.append(judged.expected)
        if judged.mismatches:
            self._finding = finding(self._entry, call, sample, TWICE, judged)
            form = " in place" if call.in_place else ""
            return _shortened(f"{dtype}{form}: {self._finding}")
        if call.in_place:
            self._in_place = "compared"
        return None

    def _levels(self) -> list[str]:
        seen = {"values", "flags", "aliasing", "versions"}
        seen |= {level for level in ("first", "second") if self._derivative(level) == "compared"}
        if any(output.node for each in self._expected for output in each.outputs):
            seen.add("graph")
        return [level for level in LEVELS if level in seen]

    def _derivative(self, order: str) -> str:
        for evaluation in self._expected:
            if any(values is not None for values in getattr(evaluation, order)):
                return "compared"
        errors = [each.errors[order] for each in self._expected if order in each.errors]
        return errors[0] if errors else "none"


def missing_operator(expected: Evaluation) -> str | None:
    """The name that the reference lacks, if that is why it could not make a call."""
    found = _MISSING.fullmatch(expected.errors.get("forward", ""))
    return found and ".".join(filter(None, found.groups()))


def _shortened(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[: most - 3] + "..."
