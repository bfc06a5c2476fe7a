"""The reference's derivatives are those that differences of its values give."""

import pytest

pytest.importorskip("expecttest")

from conformance.operators.database import MissingOperator
from conformance.operators.samples import UnusableSample
from tests.operators import numerical

SAMPLES = 2


@pytest.mark.parametrize("entry", numerical.smooth_entries(), ids=lambda entry: entry.name)
def test_derivatives(entry):
    """First and second derivative, along one direction through each of some samples."""
    try:
        first, second = numerical.largest_errors(entry, SAMPLES)
    except (MissingOperator, UnusableSample) as error:
        pytest.skip(f"not measured: {error}")
    assert first <= numerical.TOLERANCE
    assert second <= numerical.TOLERANCE


def test_a_wrong_derivative_is_seen(monkeypatch):
    """Also one that is wrong at order two alone."""
    from reference_impl.ops.declare import OPERATORS

    (entry,) = (entry for entry in numerical.smooth_entries("sin") if entry.name == "sin")
    node = OPERATORS["sin"].node
    right = node.vjp_self
    monkeypatch.setattr(node, "vjp_self", lambda *args: right(*args) * 1.00001)
    assert numerical.largest_errors(entry, SAMPLES)[0] > numerical.TOLERANCE
    monkeypatch.setattr(node, "vjp_self", lambda *args: right(*args).detach())
    first, second = numerical.largest_errors(entry, SAMPLES)
    assert first <= numerical.TOLERANCE
    assert second > numerical.TOLERANCE


@pytest.mark.parametrize("name", numerical.EXCEPTIONS)
def test_exceptions_are_entries(name):
    """An exception of an operator that there is not excepts nothing."""
    entries = numerical.database.entries(name)
    assert name in [entry.name for entry in entries]
