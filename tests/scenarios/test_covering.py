"""Pairwise rows: every two options meet, in few rows."""

from itertools import combinations, product

import pytest

from conformance.scenarios.covering import pairwise
from tests.scenarios.test_builder import scene

SIZES = [(3, 2), (4, 1, 3), (9, 10, 6, 10, 2, 4, 2), (2, 2, 2, 2), (5,), (1, 1)]


@pytest.mark.parametrize("sizes", SIZES)
def test_every_pair_meets(sizes):
    """Any option of any factor stands in a row with any option of any other."""
    rows = pairwise(sizes)
    for i, j in combinations(range(len(sizes)), 2):
        met = {(row[i], row[j]) for row in rows}
        assert met == set(product(range(sizes[i]), range(sizes[j])))


@pytest.mark.parametrize("sizes", SIZES)
def test_rows_are_few(sizes):
    """Not many more than the two longest factors have combinations."""
    longest = sorted(sizes, reverse=True)[:2] + [1]
    assert len(pairwise(sizes)) <= 1.5 * longest[0] * longest[1]


def test_a_sweep_meets_every_two_options():
    """As many sweeps as a scene says; options of different factors have all met by then."""
    factors = (("a", "b", "c"), (1, 2, 3, 4), ("x", "y"))
    seen, sweep, widest = set(), 0, 1
    while sweep < widest:
        s = scene(sweep, sweep=sweep)
        seen.add(s.together(*factors))
        widest = s.widest
        s.close()
        sweep += 1
    for (i, one), (j, other) in combinations(enumerate(factors), 2):
        assert {(row[i], row[j]) for row in seen} == set(product(one, other))
