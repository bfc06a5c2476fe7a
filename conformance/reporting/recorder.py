"""How verdicts get from the tests of the suite into the results of a run.

A test says what it found to the `Recorder` (the fixture `conformance_run`), which keeps it with the
test as plain data. pytest carries it along with the test's report, also from a worker process of
pytest-xdist, and the `Collector` of the main process makes results of what arrives there.
"""

import ast
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from conformance.expectations.deviations import Expectation, Expectations
from conformance.reporting.results import (
    STATUSES,
    Divergence,
    Example,
    RuleResult,
    Semantics,
    Status,
)
from conformance.reporting.telling import kept
from conformance.rules.catalogue import Catalogue, area_order

# The name under which a record stands among the properties of a test.
PROPERTY = "conformance"

# Why nothing is known of a rule that could have been judged: nobody asked.
UNASKED = {"stopped": "run stopped early", "narrowed": "not selected", "untested": "no test"}

# Where stale expectations stand that name a signature and no rule.
WITHOUT_RULE = "expectations.by-signature"

# The result of a rule with several tests is the first of these that one of them had.
_BY_WEIGHT: tuple[Status, ...] = ("fail", "fixed", "known", "pass", "skip")


class Recorder:
    """What a test of the suite is given: what is being judged, and where to say the verdict.

    Attributes:
        subject: what is judged (a `conformance.subjects.Subject`).
        device: name of the device the programs run on.
        profile: name of the Hypothesis profile.
        seed: seed of the examples.
        expectations: which divergences come as no surprise.
    """

    def __init__(
        self,
        subject: Any,
        *,
        device: str,
        profile: str,
        seed: int,
        expectations: Iterable[Expectation] = (),
    ):
        self.subject = subject
        self.device = device
        self.profile = profile
        self.seed = seed
        self.expectations = Expectations(subject, expectations)
        self._properties: list[tuple[str, object]] = []

    def record(
        self,
        rule_id: str,
        status: Status,
        examples: int = 1,
        divergence: Any = None,
        reason: str | None = None,
        example: Any = None,
        semantics: Iterable[Any] = (),
    ) -> None:
        """Say what the running test found about a rule.

        Saying it does not make the test fail: that is for the test's own assertion.

        Args:
            rule_id: the rule; it need not be in the catalogue, its area is what stands before '.'.
            status: pass, fail, known, fixed or skip.
            examples: number of programs compared.
            divergence: the program on which reference and subject part, if they do: anything with
                the attributes signature, program, step, level, expected and actual.
            reason: why it was skipped, or failed without a program.
            example: the simplest program about the rule: program, look and trace.
            semantics: what of the release shows in its programs: switch, value, example and shows.
        """
        if status not in STATUSES:
            raise ValueError(f"status {status!r} is not one of {', '.join(STATUSES)}")
        record = {
            "rule": rule_id,
            "status": status,
            "examples": examples,
            "divergence": None if divergence is None else _plain(divergence),
            "reason": reason,
            "example": None if example is None else msgspec.to_builtins(kept_example(example)),
            "semantics": [_semantics(each) for each in semantics],
            "met": None,
        }
        self._properties.append((PROPERTY, record))

    def record_known(self, rule_id: str, entry: Expectation, divergence: Any) -> None:
        """Say that the running test found a rule broken in a way that was expected."""
        reason = f"{entry.reason} ({entry.issue})"
        self.record(rule_id, "known", examples=0, divergence=divergence, reason=reason)
        self._properties[-1][1]["met"] = self.expectations.entries.index(entry)

    def attach(self, properties: list[tuple[str, object]]) -> None:
        """Records go to these properties of a test from now on."""
        self._properties = properties


class Collector:
    """Gathers the records of a session's tests, and makes the results by rule of them."""

    def __init__(self, catalogue: Catalogue, expectations: Iterable[Expectation] = ()):
        self._catalogue = catalogue
        self._expectations = tuple(expectations)
        self._records: dict[str, list[dict[str, Any]]] = {}
        self.failed_elsewhere: list[str] = []
        self.skipped_elsewhere: list[str] = []

    def add(self, properties: Iterable[tuple[str, object]]) -> None:
        """Take the records of a test that is over."""
        for record in records_in(properties):
            self._records.setdefault(record["rule"], []).append(record)

    def add_failure(self, test: str, properties: Iterable[tuple[str, object]], text: str) -> None:
        """Note that a test failed.

        A failed test that has not said which rule it saw broken has no verdict. The rules it spoke
        of, or else the rule its name speaks of, then fail: a rule is not kept until a test says so.
        """
        records = records_in(properties)
        if any(record["status"] == "fail" for record in records):
            return
        rules = {record["rule"] for record in records} or self._rules_named_in(test)
        for rule_id in rules:
            reason = f"{test} ended without a verdict: {text}"
            failure = {"rule": rule_id, "status": "fail", "examples": 0, "reason": reason}
            nothing = {"divergence": None, "example": None, "semantics": []}
            self._records.setdefault(rule_id, []).append({**nothing, **failure})
        if not rules:
            self.failed_elsewhere.append(f"{test}: {text}")

    def add_skip(self, properties: Iterable[tuple[str, object]], text: str) -> None:
        """Note that a test was skipped; if it has spoken of no rule, why is kept apart."""
        if not records_in(properties):
            self.skipped_elsewhere.append(text)

    def results(self, missing: str) -> list[RuleResult]:
        """The result of each rule, those of the catalogue first; `missing` is why one has none."""
        self._note_stale_expectations(whole=missing == UNASKED["untested"])
        rules = [self._result(rule.id, rule.area, missing) for rule in self._catalogue.values()]
        others = (rule_id for rule_id in self._records if rule_id not in self._catalogue)
        rules += [self._result(rule_id, _area_of(rule_id), missing) for rule_id in others]
        return sorted(rules, key=lambda rule: area_order(rule.area))

    def _note_stale_expectations(self, whole: bool) -> None:
        """What was expected to diverge and did not, though it was tried, is fixed.

        An expectation without a rule has been tried when the whole suite was run, unless it is
        about random programs, as a program shows that has no rule: no run need meet it.
        """
        met = {record.get("met") for records in self._records.values() for record in records}
        for number, entry in enumerate(self._expectations):
            tried = any(record["examples"] for record in self._records.get(entry.rule, ()))
            if number in met or not (tried if entry.rule else whole and not entry.program):
                continue
            reason = (
                f"no longer diverges: {entry.name} was expected to ({entry.reason}); remove the "
                f"expectation, or end its versions ({entry.versions or 'all'})"
            )
            stale = {"rule": entry.rule or WITHOUT_RULE, "status": "fixed", "reason": reason}
            nothing = {"examples": 0, "divergence": None, "example": None, "semantics": []}
            self._records.setdefault(stale["rule"], []).append({**nothing, **stale})

    def _result(self, rule_id: str, area: str, missing: str) -> RuleResult:
        records = self._records.get(rule_id)
        if not records:
            return RuleResult(rule_id, area, "skip", 0, [], missing)
        status = min((record["status"] for record in records), key=_BY_WEIGHT.index)
        reasons = dict.fromkeys(
            record["reason"]
            for record in records
            if record["status"] == status and record["reason"]
        )
        return RuleResult(
            id=rule_id,
            area=area,
            status=status,
            examples=sum(record["examples"] for record in records),
            divergences=_distinct(record["divergence"] for record in records),
            reason="; ".join(reasons) or UNSET,
            example=_first_example(record["example"] for record in records),
            semantics=_by_switch(each for record in records for each in record["semantics"]),
        )

    def _rules_named_in(self, test: str) -> list[str]:
        """The rule in the brackets of `test_detach.py::test_rule[detach.shares-memory]`."""
        _, bracket, parameters = test.partition("[")
        rule_id = parameters.rpartition("]")[0] if bracket else ""
        return [rule_id] if rule_id in self._catalogue else []


def records_in(properties: Iterable[tuple[str, object]]) -> list[dict[str, Any]]:
    """The records among the properties of a test."""
    return [value for name, value in properties if name == PROPERTY]


def _plain(divergence: Any) -> dict[str, Any]:
    """A divergence as JSON-able data, with the program as a script and observations as text."""
    script, first = _script(divergence.program)
    return {
        "signature": str(divergence.signature),
        "program": script,
        "step": divergence.step + first,
        "level": str(divergence.level),
        "where": str(getattr(divergence, "where", "")),
        "look": str(getattr(divergence, "look", "each")),
        "expected": _text(divergence.expected),
        "actual": _text(divergence.actual),
    }


def kept_example(example: Any) -> Example:
    """A program, look and trace as results keep them: the program as a script that runs by itself.

    The trace has an entry for each statement of the script.
    """
    script, first = _script(example.program)
    trace = [""] * first + kept(example.trace)
    return Example(script, str(example.look), list(map(_text, trace)))


def _semantics(semantics: Any) -> dict[str, Any]:
    return {
        "switch": semantics.switch,
        "value": _text(semantics.value),
        "example": msgspec.to_builtins(kept_example(semantics.example)),
        "shows": list(map(_text, semantics.shows)),
        "essential": semantics.essential,
        "what": semantics.what,
        "source": semantics.source,
    }


def _script(program: Any) -> tuple[str, int]:
    """A program as a script that runs by itself, and where in it the program's first step is."""
    if isinstance(program, str):
        return program, 0
    script = program.script()
    return script, len(ast.parse(script).body) - len(program)


def _text(observation: Any) -> str:
    text = observation if isinstance(observation, str) else repr(observation)
    # A lone surrogate, which a program may print, has no place in a file of UTF-8.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _distinct(divergences: Iterable[dict[str, Any] | None]) -> list[Divergence]:
    """The divergences that are there, one of each signature."""
    found = [msgspec.convert(each, Divergence) for each in divergences if each is not None]
    return list({each.signature: each for each in reversed(found)}.values())[::-1]


def _first_example(examples: Iterable[dict[str, Any] | None]) -> Example | UnsetType:
    """The first example that there is: the record of the rule's scenario has one."""
    found = next((each for each in examples if each is not None), None)
    return UNSET if found is None else msgspec.convert(found, Example)


def _by_switch(semantics: Iterable[dict[str, Any]]) -> list[Semantics]:
    """One of each switch."""
    found = [msgspec.convert(each, Semantics) for each in semantics]
    return list({each.switch: each for each in reversed(found)}.values())[::-1]


def _area_of(rule_id: str) -> str:
    return rule_id.partition(".")[0].replace("-", "_")
