"""Two runs beside each other: what regressed, what was fixed, what changed with the release.

Only like is compared with like. A rule that passes in both runs may still behave differently in
them: the specification knows that the releases differ, and the results say where this shows
(`RuleResult.semantics`, `RuleResult.example`). That is a change, and no regression.
"""

from collections.abc import Collection, Iterator
from typing import Literal

import msgspec
from msgspec import UNSET, Struct

from conformance.reporting.recorder import UNASKED
from conformance.reporting.results import (
    Divergence,
    Environment,
    Example,
    Results,
    RuleResult,
    Semantics,
)

SCHEMA = 1

# What has to be equal for two runs to be comparable, unless the caller says that it may differ.
ASPECTS = ("suite", "profile", "subject", "device", "levels")

_HOLDS = ("pass", "fixed")

Kind = Literal["regression", "fix", "known", "still", "new", "removed", "unchecked"]


class Incomparable(Exception):
    """These two runs cannot be compared; the text says why."""


class RuleChange(Struct, frozen=True):
    """A rule about which the two runs say different things, or that fails in both.

    Attributes:
        kind: regression: fails now, and did not before; fix: held to now; known: diverges now, as
            the expectations say; still: fails in both; new, removed: judged in one of the releases
            only; unchecked: judged before, and left out now.
        old, new: what either run says; None where the file has no such rule.
    """

    rule: str
    kind: Kind
    old: RuleResult | None
    new: RuleResult | None

    @property
    def divergence(self) -> Divergence | None:
        """The divergence that tells most of it: one of the newer run if that has any."""
        sides = [side for side in (self.new, self.old) if side is not None]
        return next((each for side in sides for each in side.divergences), None)

    @property
    def reason(self) -> str:
        """Why it is so, where a run gives a reason."""
        sides = [side for side in (self.new, self.old) if side is not None]
        return next((side.reason for side in sides if side.reason), "")


class Finding(Struct, frozen=True):
    """One divergence, and all the rules at which it showed: a fault is seen at many.

    Attributes:
        kind: as of the rules' changes.
        signature: what it goes by.
        rules: where it showed.
        divergence: with the shortest program of them all.
    """

    kind: Kind
    signature: str
    rules: list[str]
    divergence: Divergence


class Behaviour(Struct, frozen=True):
    """A behaviour that changed with the release, as the specification says.

    Attributes:
        name: the switch of the specification; or None: the example of the one rule tells.
        rules: in whose programs it shows: first those it is essential to.
        essential: how many these are. If none, it is random surroundings that show it.
        old, new: how it is in either release; the example is None where that run met none.
        what: what the switch means when it is on.
        source: the upstream change; empty where it is not known.
    """

    name: str | None
    rules: list[str]
    old: "Side"
    new: "Side"
    essential: int = 1
    what: str = ""
    source: str = ""

    @property
    def changed_rules(self) -> list[str]:
        """The rules that are about it; all in which it shows, if none is."""
        return self.rules[: self.essential] or self.rules


class Side(Struct, frozen=True):
    """One release's side of a behaviour: its switch, what that shows, and a program."""

    value: str
    shows: list[str] = []
    example: Example | None = None


class Comparison(Struct, frozen=True):
    """What is different between two runs.

    Attributes:
        schema: version of this form, as JSON.
        old, new: where the runs happened.
        compared: number of rules that both runs judged.
        changes: by rule, in the order of the new run.
        findings: the same by divergence, where there is one.
        behaviours: what changed with the release.
        notes: what a reader should know of the two runs before believing the rest.
    """

    schema: int
    old: Environment
    new: Environment
    compared: int
    changes: list[RuleChange]
    findings: list[Finding]
    behaviours: list[Behaviour]
    notes: list[str]

    def of_kind(self, kind: Kind) -> list[RuleChange]:
        """The changes of one kind."""
        return [change for change in self.changes if change.kind == kind]

    def findings_of(self, kind: Kind) -> list[Finding]:
        """The findings of one kind."""
        return [finding for finding in self.findings if finding.kind == kind]


def compare(old: Results, new: Results, across: Collection[str] = ()) -> Comparison:
    """Compare two runs; `across` names the aspects in which they may differ.

    Raises:
        Incomparable: they differ in another one, or have no rule in common.
    """
    _require_alike(old, new, across)
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    both = [
        rule_id for rule_id in after if _judged(before.get(rule_id)) and _judged(after[rule_id])
    ]
    if not both:
        raise Incomparable("the two runs cannot be compared: no rule was judged in both")
    asked_alike = _same_suite(old, new) and old.environment.torch == new.environment.torch
    changes = list(_changes(before, after, asked_alike))
    return Comparison(
        schema=SCHEMA,
        old=old.environment,
        new=new.environment,
        compared=len(both),
        changes=changes,
        findings=list(_findings(changes)),
        behaviours=[*_switched(old, new), *_shown_otherwise(before, after, _same_suite(old, new))],
        notes=list(_notes(old, new, across)),
    )


# --- is it like with like? -----------------------------------------------------------------------


def _aspects(results: Results) -> dict[str, str]:
    """The aspects as text; an aspect of which a file of an older version says nothing is ''."""
    environment = results.environment
    return {
        "suite": results.suite.revision,
        "profile": environment.profile,
        "subject": environment.subject,
        "device": environment.device,
        "levels": ", ".join(sorted(environment.levels)),
    }


def _require_alike(old: Results, new: Results, across: Collection[str]) -> None:
    before, after = _aspects(old), _aspects(new)
    different = [
        f"{aspect} {before[aspect]} and {after[aspect]}"
        for aspect in ASPECTS
        if before[aspect] and after[aspect] and before[aspect] != after[aspect]
        if aspect not in across
    ]
    if different:
        raise Incomparable(
            f"the two runs cannot be compared: {'; '.join(different)} "
            "(--across ASPECT compares all the same)"
        )


def _same_suite(old: Results, new: Results) -> bool:
    return bool(old.suite.revision) and old.suite.revision == new.suite.revision


def _notes(old: Results, new: Results, across: Collection[str]) -> Iterator[str]:
    before, after = _aspects(old), _aspects(new)
    for aspect in ASPECTS:
        sides = (before[aspect], after[aspect])
        if not all(sides):
            which = "neither file says" if not any(sides) else "one of the files does not say"
            yield f"{which} what its {aspect} is (format 1): taken to be equal"
        elif aspect in across and sides[0] != sides[1]:
            yield f"compared across {aspect}: {sides[0]} and {sides[1]}"
    for name in ("seed", "python", "platform"):
        sides = (getattr(old.environment, name), getattr(new.environment, name))
        if sides[0] != sides[1]:
            yield f"{name} {sides[0]} and {sides[1]}"


# --- verdicts ------------------------------------------------------------------------------------


def _judged(rule: RuleResult | None) -> bool:
    return rule is not None and rule.status != "skip"


def _changes(
    before: dict[str, RuleResult], after: dict[str, RuleResult], asked_alike: bool
) -> Iterator[RuleChange]:
    """`asked_alike`: one suite and one torch have the same rules; what is not there is missing."""
    for rule_id in dict.fromkeys([*after, *before]):
        old, new = before.get(rule_id), after.get(rule_id)
        kind = "unchecked" if asked_alike and _judged(old) and new is None else _kind(old, new)
        if kind is not None:
            yield RuleChange(rule_id, kind, old, new)


def _kind(old: RuleResult | None, new: RuleResult | None) -> Kind | None:
    """What happened to a rule; None if nothing did."""
    if not _judged(new):
        return _gone(old, new)
    if new.status == "fail":
        # A rule that was not judged before and fails now may always have failed. Nobody can tell,
        # and a failure is not passed over in silence.
        return "still" if _judged(old) and old.status == "fail" else "regression"
    if not _judged(old):
        return "new"
    if new.status == "known":
        return None if old.status == "known" else "known"
    return None if old.status in _HOLDS else "fix"


def _gone(old: RuleResult | None, new: RuleResult | None) -> Kind | None:
    if not _judged(old):
        return None
    left_out = new is not None and new.reason in UNASKED.values()
    return "unchecked" if left_out else "removed"


def _findings(changes: list[RuleChange]) -> Iterator[Finding]:
    """One for each kind and signature; a rule counts to its first divergence."""
    groups: dict[tuple[Kind, str], list[tuple[str, Divergence]]] = {}
    for change in changes:
        first = change.divergence
        if first is not None:
            groups.setdefault((change.kind, first.signature), []).append((change.rule, first))
    for (kind, signature), members in groups.items():
        shortest = min((each for _, each in members), key=lambda each: len(each.program))
        yield Finding(kind, signature, [rule_id for rule_id, _ in members], shortest)


# --- behaviours ----------------------------------------------------------------------------------


def _switched(old: Results, new: Results) -> Iterator[Behaviour]:
    """The switches that stand differently, each with the shortest program of either run."""
    before, after = _switches(old), _switches(new)
    for name in sorted(before.keys() & after.keys()):
        if _shortest(before[name]).value != _shortest(after[name]).value:
            rules = dict.fromkeys([*after[name], *before[name]])
            about = _shortest(after[name])
            sides = (_side(before[name]), _side(after[name]))
            essential = [rule for rule in rules if _essential(rule, before[name], after[name])]
            others = [rule for rule in rules if rule not in essential]
            told = (len(essential), about.what, about.source)
            yield Behaviour(name, essential + others, *sides, *told)


def _switches(results: Results) -> dict[str, dict[str, Semantics]]:
    """By switch, the rules in which it shows, and how."""
    found: dict[str, dict[str, Semantics]] = {}
    for rule in results.rules:
        for each in rule.semantics:
            found.setdefault(each.switch, {})[rule.id] = each
    return found


def _essential(rule_id: str, *runs: dict[str, Semantics]) -> bool:
    return any(rule_id in run and run[rule_id].essential for run in runs)


def _shortest(by_rule: dict[str, Semantics]) -> Semantics:
    return min(by_rule.values(), key=lambda each: (not each.essential, len(each.example.program)))


def _side(by_rule: dict[str, Semantics]) -> Side:
    shortest = _shortest(by_rule)
    return Side(shortest.value, shortest.shows, shortest.example)


def _shown_otherwise(
    before: dict[str, RuleResult], after: dict[str, RuleResult], same_suite: bool
) -> Iterator[Behaviour]:
    """The rules that hold in both, and whose examples differ by no switch that is known."""
    for rule_id, new in after.items():
        old = before.get(rule_id)
        if old is None or old.example is UNSET or new.example is UNSET:
            continue
        same_program = old.example.program == new.example.program
        if old.example == new.example or not (same_program or same_suite):
            continue
        if not _explained(old, new) and old.status in _HOLDS and new.status in _HOLDS:
            yield Behaviour(None, [rule_id], Side("", [], old.example), Side("", [], new.example))


def _explained(old: RuleResult, new: RuleResult) -> bool:
    """Whether a switch that differs shows in the very programs."""
    before = {each.switch: each for each in old.semantics}
    return any(
        each.switch in before and before[each.switch].value != each.value for each in new.semantics
    )


def as_json(comparison: Comparison) -> bytes:
    """The comparison as JSON, indented for people."""
    return msgspec.json.format(msgspec.json.encode(comparison), indent=2)
