"""What is said not to be covered is not, and what is not varied would differ."""

import pytest

pytest.importorskip("expecttest")

from conformance import subjects
from conformance.operators import checking, database, variations
from conformance.operators.uncovered import UNCOVERED, UNVARIED


def entry_of(name):
    """The entry of that name."""
    return next(entry for entry in database.entries(name) if entry.name == name)


@pytest.mark.parametrize("name", UNCOVERED)
def test_uncovered(name):
    """What comes to agree in all that a run of the suite compares must not stay on the list."""
    check = checking.Check(entry_of(name), subjects.get("eager"), "default")
    assert check.first_finding() is not None or check.reason is not None


@pytest.mark.parametrize("name", UNVARIED)
def test_unvaried(name, monkeypatch):
    """A variation that is left out for an entry is one that would differ."""
    monkeypatch.setattr(variations, "UNVARIED", {})
    check = checking.Check(entry_of(name), subjects.get("eager"), "default")
    assert check.first_finding() is not None
