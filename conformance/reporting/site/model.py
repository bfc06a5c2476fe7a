"""What the pages show, put together from the results: runs, rows of the matrix, divergences."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise

import msgspec
from msgspec import UNSET
from packaging.version import InvalidVersion, Version

from conformance.reporting.comparison import ASPECTS, Comparison, Incomparable, compare
from conformance.reporting.results import STATUSES, Divergence, Example, Results, RuleResult
from conformance.rules.catalogue import Catalogue, Rule, area_order

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


class Run:
    """One results file among others.

    Attributes:
        number: its place, from 0.
        results: what it holds.
        label: what it goes by in headings: the release, and what else tells it from its neighbours.
        before: the run of the release before, of the same subject on the same device.
        changes: how it differs from that.
    """

    def __init__(self, results: Results):
        self.results = results
        self.number = 0
        self.label = results.environment.torch
        self.before: Run | None = None
        self.changes: Comparison | None = None

    @cached_property
    def by_rule(self) -> dict[str, RuleResult]:
        """What it says of each rule."""
        return {rule.id: rule for rule in self.results.rules}

    @cached_property
    def changed_rules(self) -> set[str]:
        """The rules that hold as before, in another way than before."""
        if self.changes is None:
            return set()
        return {rule for behaviour in self.changes.behaviours for rule in behaviour.changed_rules}

    @property
    def counts(self) -> dict[str, int]:
        """Number of rules by status."""
        totals = msgspec.to_builtins(self.results.totals)
        return {status: totals[status] for status in STATUSES}

    @property
    def series(self) -> tuple[str, str]:
        """Runs of one series differ by their releases."""
        return self.results.environment.subject, self.results.environment.device


@dataclass(frozen=True)
class Cell:
    """What one run says of one rule."""

    status: str
    changed: bool
    divergence: "Shown | None"

    @property
    def words(self) -> str:
        """For those who do not see the sign."""
        return f"{self.status}, changed" if self.changed else self.status


@dataclass
class Shown:
    """A divergence with a page of its own, and the runs that met it."""

    rule: str
    divergence: Divergence
    runs: list[Run] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """The name of its page: the same wherever and whenever it is met."""
        content = msgspec.json.encode((self.rule, self.divergence))
        return hashlib.sha256(content).hexdigest()[:16]


@dataclass
class Told:
    """An example as a sequence of runs tells it.

    Attributes:
        example: program and trace.
        runs: those in which it goes like this, next to each other.
        value: of the switch that it shows, if it shows one.
        shows: what is otherwise in other releases.
        what, source: what the switch means when it is on, and the upstream change.
    """

    example: Example
    runs: list[Run]
    value: str = ""
    shows: Sequence[str] = ()
    what: str = ""
    source: str = ""


@dataclass
class Row:
    """A rule: its cells in the matrix, and what its page shows."""

    id: str
    area: str
    rule: Rule | None
    runs: list[Run]
    divergences: dict[str, Shown]

    @cached_property
    def name(self) -> str:
        """The name of its page; an id that is no plain name does not become one of a file."""
        if _PLAIN_NAME.fullmatch(self.id):
            return self.id
        return hashlib.sha256(self.id.encode()).hexdigest()[:16]

    @cached_property
    def cells(self) -> list[Cell]:
        """One for each run."""
        return [self._cell(run) for run in self.runs]

    def _cell(self, run: Run) -> Cell:
        result = run.by_rule.get(self.id)
        if result is None:
            return Cell("absent", False, None)
        first = next(iter(result.divergences), None)
        shown = None if first is None else self.divergences[Shown(self.id, first).name]
        changed = result.status in ("pass", "fixed") and self.id in run.changed_rules
        return Cell(result.status, changed, shown)

    @cached_property
    def told(self) -> list[Told]:
        """The example, once for each stretch of runs in which it goes the same way."""
        with_example = [
            (run, run.by_rule[self.id].example)
            for run in self.runs
            if self.id in run.by_rule and run.by_rule[self.id].example is not UNSET
        ]
        stretches = groupby(with_example, key=lambda pair: pair[1])
        return [Told(example, [run for run, _ in pairs]) for example, pairs in stretches]

    @cached_property
    def switches(self) -> dict[str, list[Told]]:
        """The same for each switch that shows in its programs, by name of the switch."""
        met = [
            (run, each)
            for run in self.runs
            if self.id in run.by_rule
            for each in run.by_rule[self.id].semantics
        ]
        found: dict[str, list[Told]] = {}
        for name in sorted({each.switch for _, each in met}):
            pairs = [(run, each) for run, each in met if each.switch == name]
            for value, stretch in groupby(pairs, key=lambda pair: pair[1].value):
                runs, shown = zip(*stretch, strict=True)
                last = shown[-1]
                told = Told(last.example, list(runs), value, last.shows, last.what, last.source)
                found.setdefault(name, []).append(told)
        return found

    @cached_property
    def since(self) -> Run | None:
        """The first run of those up to the last in which it behaves as in the last.

        None if it never behaved otherwise in these runs, or they do not tell.
        """
        starts = [
            told[-1].runs[0] for told in (self.told, *self.switches.values()) if len(told) > 1
        ]
        return max(starts, key=lambda run: run.number, default=None)


class Model:
    """All that the pages show.

    Attributes:
        runs: by subject and device, then by release.
        rows: by area, in reading order.
        divergences: each once, by the name of its page.
    """

    def __init__(self, results: Sequence[Results], catalogue: Catalogue):
        self.runs = _in_order([Run(each) for each in results])
        _label(self.runs)
        _compare_neighbours(self.runs)
        self.divergences = _divergences(self.runs)
        self.rows = self._rows(catalogue)

    @property
    def areas(self) -> list[str]:
        """The areas of the rows."""
        return list(dict.fromkeys(row.area for row in self.rows))

    def in_area(self, area: str) -> list[Row]:
        """The rows of an area."""
        return [row for row in self.rows if row.area == area]

    @property
    def statuses(self) -> list[str]:
        """The statuses that occur."""
        found = {cell.status for row in self.rows for cell in row.cells}
        return [status for status in (*STATUSES, "absent") if status in found]

    def _rows(self, catalogue: Catalogue) -> list[Row]:
        areas = {rule.id: rule.area for run in self.runs for rule in run.results.rules}
        order = {rule_id: place for place, rule_id in enumerate([*catalogue, *areas])}
        by_area = sorted(areas, key=lambda rule: (area_order(areas[rule]), order[rule]))
        return [
            Row(rule_id, areas[rule_id], catalogue.get(rule_id), self.runs, self.divergences)
            for rule_id in by_area
        ]


def _in_order(runs: list[Run]) -> list[Run]:
    """By subject and device, then by release; those whose release cannot be ordered come first."""

    def key(run: Run) -> tuple:
        try:
            return (*run.series, 1, Version(run.results.environment.torch))
        except InvalidVersion:
            return (*run.series, 0, run.results.environment.torch)

    ordered = sorted(runs, key=key)
    for number, run in enumerate(ordered):
        run.number = number
    return ordered


def _label(runs: list[Run]) -> None:
    """Name each run by what tells it from the others: its release, and more where that is not."""
    columns = list(zip(*(run.series for run in runs), strict=True))
    for run in runs:
        more = [
            name for name, names in zip(run.series, columns, strict=True) if len(set(names)) > 1
        ]
        run.label = " ".join([run.results.environment.torch.partition("+")[0], *more])
    labels = [run.label for run in runs]
    for run in runs:
        if labels.count(run.label) > 1:
            alike = [each for each in runs if labels[each.number] == labels[run.number]]
            run.label = f"{labels[run.number]} ({alike.index(run) + 1})"


def _compare_neighbours(runs: list[Run]) -> None:
    for before, run in pairwise(runs):
        if before.series != run.series:
            continue
        run.before = before
        try:
            run.changes = compare(before.results, run.results, across=ASPECTS)
        except Incomparable:  # no rule in common: there is nothing to show
            run.changes = None


def _divergences(runs: list[Run]) -> dict[str, Shown]:
    found: dict[str, Shown] = {}
    for run in runs:
        for rule in run.results.rules:
            for each in rule.divergences:
                shown = Shown(rule.id, each)
                found.setdefault(shown.name, shown).runs.append(run)
    return found
