"""Random programs in bulk, on the reference alone: which rules they fire, and who fired them.

A program is written as in a campaign, and then run once more while it is watched: the writing asks
for flags and shapes all the time, which must not count. Each step is known to be a free one or a
part of the heart of a rule, so it can be said whether a rule was fired by its own scenario only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy

from conformance import subjects
from conformance.campaign.judging import write
from conformance.campaign.reach.branches import Branches
from conformance.campaign.reach.calls import is_refusal, names_of, rules_called, rules_refusing
from conformance.campaign.reach.marks import Lines, marked_rules
from conformance.campaign.reach.texts import without_particulars
from conformance.campaign.reach.watching import Watch
from conformance.campaign.settings import Settings
from conformance.programs import Session, Step
from conformance.rules.catalogue import load
from conformance.tracing import StepTrace

# One program in so many is run once more for the sake of the branches.
BRANCHED = 5


@dataclass
class Example:
    """The shortest program that did something."""

    number: int
    steps: int
    program: str

    @staticmethod
    def of(number: int, steps: Sequence[Step]) -> Example:
        """A program as an example."""
        return Example(number, len(steps), "\n".join(step.source for step in steps))

    @staticmethod
    def shorter(one: Example | None, other: Example | None) -> Example | None:
        """The one with fewer steps; of two that are as long, the one with the smaller number."""
        known = [each for each in (one, other) if each is not None]
        return min(known, key=lambda each: (each.steps, each.number), default=None)


@dataclass
class Firings:
    """In how many programs a rule was fired, by where it was.

    Attributes:
        free: in a step outside of all hearts.
        others: in the heart of another rule.
        own: in its own heart.
        programs: in any of them.
        example: the shortest program that fires it, if possible not in its own heart.
    """

    free: int = 0
    others: int = 0
    own: int = 0
    programs: int = 0
    example: Example | None = None

    @property
    def beyond(self) -> bool:
        """Was it fired outside of its own heart?"""
        return bool(self.free or self.others)

    def merge(self, other: Firings) -> None:
        """Add what was measured elsewhere."""
        if self.beyond == other.beyond:
            self.example = Example.shorter(self.example, other.example)
        elif other.beyond:
            self.example = other.example
        self.free += other.free
        self.others += other.others
        self.own += other.own
        self.programs += other.programs


@dataclass
class Text:
    """A text of an error: in how many programs it came, and the shortest of them."""

    programs: int = 0
    example: Example | None = None


def watchable() -> tuple[str, ...]:
    """The rules of which can be seen whether they fire, in the order of the catalogue."""
    marked = marked_rules()
    return tuple(rule for rule in load() if rule in marked or names_of(rule) or is_refusal(rule))


@dataclass
class Reach:
    """What programs have reached.

    Attributes:
        programs, steps: how many of them.
        rules: those that can be seen to fire.
        fired: by rule.
        together: in how many programs two rules fired, by their places in `rules`.
        hearts: in how many programs the heart of a rule stood.
        texts: of errors, without particulars.
        branches: what coverage.py collected, if it did.
    """

    rules: tuple[str, ...] = field(default_factory=watchable)
    programs: int = 0
    steps: int = 0
    fired: dict[str, Firings] = field(default_factory=dict)
    together: numpy.ndarray = field(init=False)
    hearts: Counter[str] = field(default_factory=Counter)
    texts: dict[str, Text] = field(default_factory=dict)
    branches: Branches | None = None

    def __post_init__(self) -> None:
        self.together = numpy.zeros((len(self.rules), len(self.rules)), dtype=numpy.int64)

    def note(self, number: int, steps: Sequence[Step], fired: set[tuple[str, str]]) -> None:
        """A program has fired rules: pairs of a rule and where, as in `Firings`."""
        self.programs += 1
        self.steps += len(steps)
        example = Example.of(number, steps)
        where: dict[str, set[str]] = {}
        for rule, place in fired:
            where.setdefault(rule, set()).add(place)
        for rule, at in where.items():
            firings = Firings("free" in at, "others" in at, "own" in at, 1, example)
            self.fired.setdefault(rule, Firings()).merge(firings)
        numbers = [number for number, rule in enumerate(self.rules) if rule in where]
        self.together[numpy.ix_(numbers, numbers)] += 1

    def note_error(self, text: str, number: int, steps: Sequence[Step]) -> None:
        """A program has raised this, once or several times."""
        known = self.texts.setdefault(text, Text())
        known.programs += 1
        known.example = Example.shorter(known.example, Example.of(number, steps))

    def merge(self, other: Reach) -> None:
        """Add what other programs have reached."""
        self.programs += other.programs
        self.steps += other.steps
        self.together += other.together
        self.hearts += other.hearts
        for rule, firings in other.fired.items():
            self.fired.setdefault(rule, Firings()).merge(firings)
        for text, found in other.texts.items():
            known = self.texts.setdefault(text, Text())
            known.programs += found.programs
            known.example = Example.shorter(known.example, found.example)
        if self.branches is not None and other.branches is not None:
            self.branches.merge(other.branches)


def measure(
    settings: Settings,
    start: int,
    stop: int,
    branches: bool = True,
    marked: Mapping[str, Lines] | None = None,
) -> Reach:
    """What the programs with the numbers from start up to stop reach.

    Args:
        settings: of the campaign whose programs they are.
        start, stop: their numbers.
        branches: whether to look at the branches, too, if coverage.py is installed.
        marked: where the rules stand, if not where the comments of the reference say.
    """
    reach, watch = Reach(branches=Branches.collector() if branches else None), Watch(marked)
    called = frozenset(rule for rule in reach.rules if names_of(rule)) - marked_rules()
    again: list[Sequence[Step]] = []
    for number in range(start, stop):
        _, scene = write(settings, number)
        steps = scene.program().steps
        fired: set[tuple[str, str]] = set()
        errors: set[str] = set()
        for step, about, did in zip(steps, scene.origins, watched(steps, watch), strict=True):
            rules = set(watch.fired)
            if did.error is None:
                rules |= rules_called(step.source, called)
            else:
                rules |= rules_refusing(did.error.text)
                errors.add(without_particulars(f"{did.error.type}: {did.error.text}"))
            for rule in rules:
                fired.add((rule, _place(rule, about)))
        reach.note(number, steps, fired)
        reach.hearts.update(set(scene.origins) - {None})
        for text in errors:
            reach.note_error(text, number, steps)
        if number % BRANCHED == 0:
            again.append(steps)
    if reach.branches is not None and again:
        with reach.branches.collecting():
            for steps in again:
                list(watched(steps, None))
    return reach


def _place(rule: str, about: str | None) -> str:
    if about is None:
        return "free"
    return "own" if about == rule else "others"


def watched(steps: Sequence[Step], watch: Watch | None) -> Iterator[StepTrace]:
    """Run a program on the reference; after each step, `watch.fired` holds what that fired."""
    subject = subjects.get("reference")
    session = Session(subject, "end")
    try:
        for step in steps:
            if watch is None:
                yield session.run_step(step)
                continue
            watch.fired.clear()
            with watch:
                did = session.run_step(step)
            yield did
    finally:
        subject.reset()
