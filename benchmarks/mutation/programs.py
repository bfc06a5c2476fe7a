"""Programs as tests of the specification: what torch does in them is known, and does not change.

The programs are those of a quick conformance run: the corpus, medleys, and scenes about each rule.
torch runs each once, before anything is planted; a planted specification has only its own part to
run.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

import torch

from conformance import medleys, subjects
from conformance.comparing import compare
from conformance.corpus import load_all
from conformance.programs import Program, run
from conformance.programs.session import When
from conformance.rules.catalogue import load
from conformance.scenarios import RandomSource, all_scenarios, build
from conformance.tracing import Trace


class Writing(NamedTuple):
    """How a program comes about: a file of the corpus, or a scene about a rule."""

    name: str
    text: str | None = None
    look: When = "each"
    sweep: int | None = None


class Known(NamedTuple):
    """A program, and what torch does in it."""

    name: str
    program: Program
    look: When
    trace: Trace

    def notices(self) -> bool:
        """Whether the specification, as it now is, does something else."""
        reference = subjects.get("reference")
        return bool(compare(run(self.program, reference, self.look), self.trace))


def writings(scenes: int) -> Iterator[Writing]:
    """The corpus and the medleys, looked at in both ways; then so many scenes about each rule."""
    for example in load_all():
        if example.meant_for(torch.__version__):
            yield Writing(example.name, example.text, "each")
            yield Writing(example.name, example.text, "end")
    for name, text in medleys.load_all().items():
        yield Writing(f"medleys/{name}", text, "each")
        yield Writing(f"medleys/{name}", text, "end")
    scenarios = all_scenarios()
    rules = [rule for rule in load().values() if rule.id in scenarios]
    rules = [rule for rule in rules if rule.holds_in(torch.__version__)]
    for number, rule in itertools.product(range(scenes), rules):
        yield Writing(rule.id, sweep=number)


def known(writing: Writing) -> tuple[str, str, When, Trace] | None:
    """Name, source, look and what torch does; None where it is not for torch to run."""
    name, text, look, sweep = writing
    if text is None:
        name = f"{writing.name}:{sweep}"
        scene = build(writing.name, RandomSource(name), sweep=sweep)
        text, look = scene.program().source(), scene.look
    program = Program.from_source(text)
    expected = run(program, subjects.get("reference"), look)
    if expected.hazards:
        return None
    trace = run(program, subjects.get("eager"), look)
    if compare(expected, trace):
        trace = run(program, subjects.get("eager"), look)  # less what torch says once a process
    return f"{name} ({look})", text, look, trace
