"""What a rule's result shows besides its verdict, whether it holds or not.

An example: the simplest program about the rule, and what the specification does in it. And the
semantics of the release: each switch of the specification that makes a difference in the programs
about the rule, with a short program that shows it. Two runs on two releases may both pass and yet
differ there: a behaviour changed with the release, as the specification says it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from typing import NamedTuple

from conformance import subjects
from conformance.comparing import Difference, compare
from conformance.programs import Program, reduce_program, run
from conformance.programs.session import When
from conformance.scenarios import Scene, SimplestSource, Source, all_scenarios, build
from conformance.tracing import Trace

# A switch that is asked for is not one that matters: in so many programs it is tried.
MOST_TRIES = 3
# Programs that may be tried to make one shorter that shows a switch.
SHRINKING_RUNS = 12


class Example(NamedTuple):
    """A program, when it is looked at, and what the specification does in it."""

    program: Program
    look: When
    trace: Trace


class Semantics(NamedTuple):
    """A switch that matters, how it stands, a program that shows it, and what is otherwise.

    `essential` says that it shows in the simplest programs about the rule, and not only in what
    random surroundings add to them. `what` says what the switch means when it is on, and `source`
    where upstream did so.
    """

    switch: str
    value: str
    example: Example
    shows: list[str]
    essential: bool
    what: str
    source: str


class Showcase:
    """Gathers what there is to show about a rule while its programs are built."""

    def __init__(self, rule_id: str) -> None:
        self._rule_id = rule_id
        self._reference = subjects.get("reference")
        self._tries: Counter[str] = Counter()
        self._found: dict[str, Semantics] = {}

    def example(self) -> Example | None:
        """The simplest program about the rule; None if there is none or it is empty."""
        if self._rule_id not in all_scenarios():
            return None
        scene = build(self._rule_id, SimplestSource(), surrounded=False)
        return _example(scene) if len(scene.program()) else None

    @property
    def semantics(self) -> list[Semantics]:
        """The switches found to matter, by name."""
        return [self._found[name] for name in sorted(self._found)]

    def build(self, source: Source, sweep: int | None = None) -> Scene:
        """Build a scene about the rule, and see which switches matter in it."""
        with self._reference.switches_asked() as asked:
            scene = build(self._rule_id, source, sweep=sweep)
        self._try(sorted(filter(self._may_matter, asked)), scene, sweep)
        return scene

    def look_at(self, program: Program, switches: Sequence[str]) -> None:
        """See which of these switches matter in a program written by hand."""
        example = _run(program, "each")
        for name in switches:
            if self._reference.otherwise(name) is not None and self._differences([name], example):
                self._found[name] = self._shown(name, example, essential=True)

    def _may_matter(self, name: str) -> bool:
        """Is it worth while to turn this switch in one more program?"""
        settled = name in self._found and self._found[name].essential
        return (
            not settled
            and self._tries[name] < MOST_TRIES
            and self._reference.otherwise(name) is not None
        )

    def _try(self, names: Sequence[str], scene: Scene, sweep: int | None) -> None:
        """Turn the switches in a program: one by one, if all together make a difference in it."""
        if not names:
            return
        self._tries.update(names)
        example = _example(scene)
        if len(names) > 1 and not self._differences(names, example):
            return
        for name in names:
            self._try_alone(name, example, sweep)

    def _try_alone(self, name: str, example: Example, sweep: int | None) -> None:
        if not self._differences([name], example):
            return
        simplest = _example(build(self._rule_id, SimplestSource(), sweep=sweep, surrounded=False))
        if self._differences([name], simplest):
            self._found[name] = self._shown(name, simplest, essential=True)
        elif name not in self._found:
            shortened = self._shortened(name, example)
            self._found[name] = self._shown(name, shortened, essential=False)

    def _differences(self, names: Sequence[str], example: Example) -> list[Difference]:
        """What switches change in a program: `expected` of each difference is how it is now."""
        with ExitStack() as turned:
            for name in names:
                turned.enter_context(self._reference.otherwise(name))
            otherwise = run(example.program, self._reference, example.look)
        return compare(example.trace, otherwise)

    def _shortened(self, name: str, example: Example) -> Example:
        """An example that shows a switch, on a program as short as a few tries can make it."""
        kind = self._differences([name], example)[0].kind

        def still_differs(program: Program) -> bool:
            differences = self._differences([name], _run(program, example.look))
            return bool(differences) and differences[0].kind == kind

        program = reduce_program(example.program, still_differs, SHRINKING_RUNS)
        return _run(program, example.look)

    def _shown(self, name: str, example: Example, essential: bool) -> Semantics:
        """A switch that matters, with the first that it makes different in an example."""
        differences = self._differences([name], example)
        here = [each for each in differences if each.step == differences[0].step]
        shows = [f"{each.where}: {each.expected}" for each in here]
        value = str(self._reference.switch(name))
        return Semantics(name, value, example, shows, essential, *self._reference.about(name))


def _example(scene: Scene) -> Example:
    if scene.expected is None:
        return _run(scene.program(), scene.look)
    return Example(scene.program(), scene.look, scene.expected)


def _run(program: Program, look: When) -> Example:
    return Example(program, look, run(program, subjects.get("reference"), look))
