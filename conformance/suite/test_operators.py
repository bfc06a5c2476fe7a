"""The area operators: the derivative of each operator, and the derivative of that."""

import pytest

from conformance.suite.checking import check_rule, rules_of


@pytest.mark.parametrize("rule", rules_of("operators"))
def test_rule(rule, conformance_run):
    """The rule holds in every program about it."""
    check_rule(rule, conformance_run)
