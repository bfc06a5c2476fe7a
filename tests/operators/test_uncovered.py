"""What is said not to be covered is not, and what is not varied would differ."""

import pytest

pytest.importorskip("expecttest")

from conformance import subjects
from conformance.operators import checking, database, rounding, uncovered, variations
from conformance.operators.uncovered import UNCOVERED, UNVARIED


def entry_of(name):
    """The entry of that name."""
    return next(entry for entry in database.entries(name) if entry.name == name)


@pytest.mark.parametrize("name", UNCOVERED)
def test_uncovered(name):
    """What comes to agree in all that runs of the suite compare must not stay on the list."""
    checks = [
        checking.Check(entry_of(name), subjects.get("eager"), profile)
        for profile in ("default", "thorough")
    ]
    assert any(check.first_finding() is not None or check.reason is not None for check in checks)


@pytest.mark.parametrize("name", UNVARIED)
def test_unvaried(name, monkeypatch):
    """A variation that is left out for an entry is one that would differ."""
    monkeypatch.setattr(variations, "UNVARIED", {})
    check = checking.Check(entry_of(name), subjects.get("eager"), "default")
    assert check.first_finding() is not None


@pytest.mark.parametrize(
    "table",
    [
        "UNCOVERED",
        "JUDGED_SINCE",
        "JUDGED_BEFORE",
        "MADE_UP_SINCE",
        "WRITTEN_SINCE",
        "UNSTRIDED",
        "UNVARIED",
        "UNSOUND",
        "NOT_IN_HALF",
        "NOT_AT_MINUS_ZERO",
        "UNDRAWN",
        "ONLY_OPTIONS",
        "UNRECOMBINED",
        "MAGNITUDES",
        "ROUNDED_ON_THE_WAY",
    ],
)
def test_what_is_left_out_is_there(table):
    """An exclusion under a name that no entry has would leave out nothing, and say otherwise."""
    names = getattr(uncovered, table, None) or getattr(rounding, table)
    assert set(names) <= {entry.name for entry in database.entries()}
