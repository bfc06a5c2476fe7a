"""What is worth showing of what was reached: what never fired, what is rare, what the list says.

How a rule was met says how far it mixes with others:

| | |
|---|---|
| `free` | in steps that belong to no rule |
| `mixed` | in the scenarios of other rules, and not freely |
| `own` | in its own scenario only |
| `never` | not at all |
| `listed` | not at all, or in its own scenario only, and the list says why |
| `unseen` | no line stands for it, and the list does not say why |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy

from conformance.campaign.reach.branches import File, Raise
from conformance.campaign.reach.measuring import Firings, Reach, Text
from conformance.rules.catalogue import Catalogue, Rule

# A text of an error that came in so many programs or fewer is rare.
RARE = 2

# So many pairs of rules are named.
PAIRS = 60


@dataclass(frozen=True)
class Row:
    """One rule.

    Attributes:
        rule: what it says.
        how: as in the table above.
        firings: where it was fired.
        hearts: in how many programs its scenario stood.
        reason: what the list says of it.
    """

    rule: Rule
    how: str
    firings: Firings
    hearts: int
    reason: str


@dataclass(frozen=True)
class Pair:
    """Two rules: in how many programs they met, and in how many by chance they would have."""

    one: str
    other: str
    programs: int
    expected: float


class Findings:
    """What the pages show.

    Attributes:
        reach: what was measured.
        rows: the rules of the catalogue, in its order.
        met, possible: pairs of rules that met in a program, of those that could have.
        pairs: those that met never or in one program, the most surprising first.
        texts: of errors, the most frequent first.
    """

    def __init__(self, reach: Reach, catalogue: Catalogue, reasons: Mapping[str, str]):
        self.reach = reach
        seen = set(reach.rules)
        self.rows = [_row(rule, reach, rule.id in seen, reasons) for rule in catalogue.values()]
        self.met, self.possible, self.pairs = _pairs(reach)
        self.texts: list[tuple[str, Text]] = sorted(
            reach.texts.items(), key=lambda entry: (-entry[1].programs, entry[0])
        )

    @cached_property
    def _branches(self) -> tuple[list[File] | None, list[Raise]]:
        return (None, []) if self.reach.branches is None else self.reach.branches.report()

    @property
    def files(self) -> list[File] | None:
        """The branches by file; None where they were not measured."""
        return self._branches[0]

    @property
    def raises(self) -> list[Raise]:
        """`raise` statements that no program came to."""
        return self._branches[1]

    @property
    def counts(self) -> Counter[str]:
        """Number of rules by how they were met."""
        return Counter(row.how for row in self.rows)

    def of(self, *how: str) -> list[Row]:
        """The rules that were met in one of these ways."""
        return [row for row in self.rows if row.how in how]

    @property
    def wrongly_listed(self) -> list[Row]:
        """Rules that the list says are not fired, and that are."""
        return [row for row in self.rows if row.reason and row.firings.beyond]

    @property
    def rare_texts(self) -> list[tuple[str, Text]]:
        """The texts that came in few programs."""
        return [entry for entry in self.texts if entry[1].programs <= RARE]

    @property
    def branches(self) -> tuple[int, int]:
        """How many branches were taken, of how many."""
        files = self.files or []
        return sum(file.taken for file in files), sum(file.branches for file in files)


def _row(rule: Rule, reach: Reach, is_seen: bool, reasons: Mapping[str, str]) -> Row:
    firings = reach.fired.get(rule.id, Firings())
    reason = reasons.get(rule.id, "")
    if firings.beyond:
        how = "free" if firings.free else "mixed"
    elif reason:
        how = "listed"
    elif not is_seen:
        how = "unseen"
    else:
        how = "own" if firings.own else "never"
    return Row(rule, how, firings, reach.hearts[rule.id], reason)


def _pairs(reach: Reach) -> tuple[int, int, list[Pair]]:
    """Of the rules that fired at all: pairs that met, all pairs, and those to be named."""
    programs = numpy.diag(reach.together)
    fired = numpy.flatnonzero(programs)
    first, second = numpy.triu_indices(len(fired), 1)
    first, second = fired[first], fired[second]
    met = reach.together[first, second]
    expected = programs[first] * programs[second] / max(reach.programs, 1)
    seldom = numpy.flatnonzero(met <= 1)
    chosen = seldom[numpy.argsort(-expected[seldom], kind="stable")][:PAIRS]
    named = [
        Pair(reach.rules[first[i]], reach.rules[second[i]], int(met[i]), float(expected[i]))
        for i in chosen
    ]
    return int((met > 0).sum()), len(met), named
