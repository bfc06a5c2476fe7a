"""Where a scene's choices come from.

A scene asks one question only: an integer between two bounds. Hypothesis answers it in tests,
and can then shrink what failed; a plain random generator answers it where speed counts.
The lower bound always means "simplest", so that shrinking towards it simplifies the program.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

from hypothesis import strategies as st


class Source(Protocol):
    """Anything that can pick an integer between two bounds, both included."""

    def integer(self, low: int, high: int) -> int:
        """An integer from `low` to `high`, of which `low` is the simplest."""
        ...


class HypothesisSource:
    """Choices drawn by Hypothesis: `draw` is the function a composite strategy is given."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        """An integer that Hypothesis can shrink towards `low`."""
        return low if low == high else low + self._draw(_up_to(high - low))


class RandomSource:
    """Choices of a seeded random generator: fast, reproducible, without shrinking."""

    def __init__(self, seed: int | str) -> None:
        self._bits = random.Random(seed).getrandbits

    def integer(self, low: int, high: int) -> int:
        """A uniformly random integer: that of `randint`, which takes twice the time."""
        many = high - low + 1
        length = many.bit_length()
        found = self._bits(length)
        while found >= many:
            found = self._bits(length)
        return low + found


class SimplestSource:
    """Always the simplest choice: the shortest program of a scenario, as documentation shows it."""

    def integer(self, low: int, high: int) -> int:
        """The lower bound."""
        return low


@cache
def _up_to(high: int) -> st.SearchStrategy[int]:
    return st.integers(0, high)
