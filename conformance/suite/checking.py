"""How a rule is checked: many programs about it, each run on the reference and on the subject.

First a sweep over the spellings, so that each way to write a scenario's operations comes up at
least once: plain random choices, nothing drawn by Hypothesis. Then Hypothesis draws freely, as many
examples as the profile asks for, or half of them where the sweep had as many already. The first
program on which the two sides part is shrunk, by Hypothesis in its choices and then line by line,
and is the rule's failure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from conformance.comparing import BeyondSpecification, Divergence, NothingToCompile, verdict
from conformance.expectations.deviations import Expectation
from conformance.programs import Program, reduce_program
from conformance.programs.compiled import flattened
from conformance.rules.catalogue import Rule, load
from conformance.scenarios import HypothesisSource, RandomSource, Scene
from conformance.showcase import Showcase
from conformance.tracing import Trace

# A quick run samples the spellings, a default run meets them all: the square of the number of
# examples, over this.
SWEEP_SHARE = 2
# Programs that may be tried in the search for a shorter one, once one has failed.
SHRINKING_RUNS = 300


class Example(NamedTuple):
    """A program, and when it is looked at."""

    program: Program
    look: str


class Diverges(Exception):
    """Raised in a Hypothesis test: reference and subject part on this example."""


def rules_of(area: str, wanted: Callable[[Rule], bool] = lambda rule: True) -> list[Any]:
    """The rules of an area that are wanted, as pytest parameters named by their ids."""
    rules = [rule for rule in load().values() if rule.area == area and wanted(rule)]
    return [pytest.param(rule, id=rule.id) for rule in rules]


def is_about_random_programs(rule: Rule) -> bool:
    """Does the rule speak of any program whatever? Those are in test_programs."""
    return rule.id.endswith(".random-programs")


def has_a_heart(rule: Rule) -> bool:
    """Does the rule speak of something in particular?"""
    return not is_about_random_programs(rule)


def check_rule(rule: Rule, run: Any) -> None:
    """Check one rule: record the verdict with `run`, and fail the test if it does not hold."""
    import torch

    if not rule.holds_in(torch.__version__):
        reason = f"holds since torch {rule.since}"
        run.record(rule.id, "skip", examples=0, reason=reason)
        pytest.skip(reason)
    search = Search(rule.id, run, settings().max_examples)
    divergence = search.first_divergence()
    known = search.known
    for entry in run.expectations.with_program(rule.id):
        known.setdefault(entry, run.expectations.shown(entry))
    if divergence is None and not search.examples:
        reason = "no program about it has a part that could be compiled"
        run.record(rule.id, "skip", examples=0, reason=reason)
        pytest.skip(reason)
    status = "pass" if divergence is None else "fail"
    shown = {"example": search.showcase.example(), "semantics": search.showcase.semantics}
    run.record(rule.id, status, examples=search.examples, divergence=divergence, **shown)
    if divergence is not None:
        pytest.fail(failure(rule, divergence), pytrace=False)
    known = {entry: shown for entry, shown in known.items() if shown is not None}
    for entry, shown in known.items():
        run.record_known(rule.id, entry, shown)
    if known:
        pytest.xfail("; ".join(entry.reason for entry in known))


class Search:
    """The search for a program on which the subject breaks a rule."""

    def __init__(self, rule_id: str, run: Any, examples: int) -> None:
        self.examples = 0
        self.known: dict[Expectation, Divergence | None] = {}
        self.showcase = Showcase(rule_id)
        self._rule_id = rule_id
        self._run = run
        self._wanted = examples

    def first_divergence(self) -> Divergence | None:
        """The first divergence, on as short a program as can be found; None if there is none."""
        found = self._sweep() or self._explore(self._left_to_explore())
        if found is None:
            return None
        return self._line_by_line(found)

    # --- looking for one ---------------------------------------------------------------------

    def _sweep(self) -> Example | None:
        """Meet every spelling once, or as many as the profile has time for."""
        number = 0
        widest = 1
        most = self._wanted**2 // SWEEP_SHARE
        while number < min(widest, most):
            sweep = self._run.seed + number
            source = RandomSource(f"{self._rule_id}:{self._run.seed}:{number}")
            scene = self.showcase.build(source, sweep)
            widest = scene.widest
            example = Example(scene.program(), scene.look)
            if self._verdict(example, scene.expected) is not None:
                # Some examples with these very spellings: one of them may fail and be simpler.
                return self._explore(self._wanted, sweep) or example
            number += 1
        return None

    def _left_to_explore(self) -> int:
        """How many examples Hypothesis is to draw: as few as half of them after a long sweep."""
        return max(self._wanted // 2, self._wanted - self.examples)

    def _explore(self, examples: int, sweep: int | None = None) -> Example | None:
        """Let Hypothesis choose: the simplest failing example it finds; None if all is well."""
        failing: list[Example] = []
        known: dict[Example, bool] = {}

        @st.composite
        def scenes(draw: Any) -> Scene:
            return self.showcase.build(HypothesisSource(draw), sweep)

        @settings(max_examples=examples)
        @given(scenes())
        def holds(scene: Scene) -> None:
            example = Example(scene.program(), scene.look)
            if example not in known:
                if failing and len(known) > SHRINKING_RUNS:
                    return  # long enough: what failed is short enough
                known[example] = self._verdict(example, scene.expected) is not None
            if known[example]:
                failing.append(example)
                raise Diverges

        try:
            holds()
        except (Diverges, Flaky):
            return failing[-1]
        return None

    def _verdict(self, example: Example, expected: Trace | None) -> Divergence | None:
        subject = self._run.subject
        try:
            found = verdict(example.program, subject, look=example.look, expected=expected)
        except NothingToCompile:
            return None  # it tells nothing
        self.examples += 1
        entry = found and self._run.expectations.met(self._rule_id, found)
        if entry:
            # What was expected must not hide what else there is.
            self.known.setdefault(entry, found)
            return None
        return found

    # --- making it short ---------------------------------------------------------------------

    def _line_by_line(self, example: Example) -> Divergence | None:
        """The divergence on the program less the lines that it does without."""
        divergence = verdict(example.program, self._run.subject, look=example.look)
        if divergence is None:
            return None
        signature = divergence.signature

        def still_diverges(program: Program) -> bool:
            try:
                again = verdict(program, self._run.subject, look=example.look)
            except (BeyondSpecification, NothingToCompile):  # what cannot be judged shows nothing
                return False
            return again is not None and again.signature == signature

        shortest = reduce_program(flattened(example.program), still_diverges)
        return verdict(shortest, self._run.subject, look=example.look) or divergence


def failure(rule: Rule, divergence: Divergence) -> str:
    """What a person needs to understand the failure: rule, program, place, expected, actual."""
    program = "".join(f"    {line}\n" for line in divergence.program.source().splitlines())
    return (
        f"{rule.id}\n"
        f"  {rule.statement}\n"
        f"  {rule.source}\n"
        f"program:\n{program}"
        f"step {divergence.step + 1}, {divergence.level}: {divergence.where}\n"
        f"  expected: {divergence.expected}\n"
        f"  actual:   {divergence.actual}"
    )
