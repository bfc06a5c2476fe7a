"""Hypothesis, looking for an input of an entry on which subject and reference part.

Inputs are drawn by `drawing`. The first on which the two sides part is shrunk: to the first sample,
the fewest changes, the lowest choices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hypothesis import given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from conformance.operators.database import Entry
from conformance.operators.drawing import Input, draw_input, pool
from conformance.operators.judging import Judged
from conformance.operators.samples import Sample
from conformance.profiles import REPEATABLE
from conformance.scenarios.sources import HypothesisSource

# Inputs that may be tried in the search for a simpler one, once one has failed.
SHRINKING_RUNS = 300


class Drawn(NamedTuple):
    """An input on which the two sides part, and how."""

    input: Input
    judged: Judged


class Parts(Exception):
    """Raised in a Hypothesis test: reference and subject part on this input."""


def first_drawn(
    entry: Entry,
    samples: Sequence[Sample],
    judge: Callable[[Input], Judged],
    examples: int,
    of_seed: int,
) -> Drawn | None:
    """Draw so many inputs; the simplest one found on which the two sides part, or None."""
    drawn_from = pool(entry, samples)
    failing: list[Drawn] = []
    tried = 0

    @st.composite
    def inputs(draw: Any) -> Input:
        return draw_input(HypothesisSource(draw), drawn_from)

    # One seed for all entries would draw the same changes for each.
    @seed(f"{entry.name}:{of_seed}")
    @settings(REPEATABLE, max_examples=examples)
    @given(inputs())
    def holds(drawn: Input) -> None:
        nonlocal tried
        tried += bool(failing)
        if tried > SHRINKING_RUNS:
            return  # long enough: what failed is simple enough
        judged = judge(drawn)
        if judged.mismatches:
            failing.append(Drawn(drawn, judged))
            raise Parts

    try:
        holds()
    except (Parts, Flaky):
        return failing[-1]
    return None
