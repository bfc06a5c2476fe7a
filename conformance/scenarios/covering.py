"""Rows of choices in which any two options of different factors meet.

A fault seldom needs more than two circumstances at once: a negative value without dimensions, a
transposed operand of the in-place form, the second derivative of a broadcast one. All combinations
of eight factors are far too many; rows that hold every *pair* of options at least once are about
as many as the two longest factors have combinations (pairwise, or covering, arrays).
"""

from __future__ import annotations

import random
from functools import cache
from itertools import combinations

Row = tuple[int, ...]


@cache
def pairwise(sizes: tuple[int, ...]) -> tuple[Row, ...]:
    """Rows of one option's number for each factor, given how many options each factor has."""
    if len(sizes) < 2:
        return tuple((number,) for size in sizes for number in range(size))
    rng = random.Random(str(sizes))
    missing = {
        (i, a, j, b)
        for i, j in combinations(range(len(sizes)), 2)
        for a in range(sizes[i])
        for b in range(sizes[j])
    }
    rows = []
    for pair in sorted(missing):
        if pair in missing:
            row = _row_with(pair, sizes, missing, rng)
            missing -= _pairs_of(row)
            rows.append(row)
    return tuple(rows)


def _row_with(pair, sizes, missing, rng):
    """A row that holds this pair, and as many other missing ones as choosing greedily gives."""
    i, a, j, b = pair
    chosen = {i: a, j: b}
    rest = [factor for factor in range(len(sizes)) if factor not in chosen]
    rng.shuffle(rest)
    for factor in rest:
        options = list(range(sizes[factor]))
        rng.shuffle(options)
        chosen[factor] = max(
            options,
            key=lambda option: sum(
                _pair(factor, option, other, taken) in missing for other, taken in chosen.items()
            ),
        )
    return tuple(chosen[factor] for factor in range(len(sizes)))


def _pair(i, a, j, b):
    return (i, a, j, b) if i < j else (j, b, i, a)


def _pairs_of(row):
    return {(i, row[i], j, row[j]) for i, j in combinations(range(len(row)), 2)}
