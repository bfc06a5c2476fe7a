"""The area modules: freezing, fine-tuning, GANs."""

import pytest

from conformance.suite.checking import check_rule, has_a_heart, rules_of


@pytest.mark.parametrize("rule", rules_of("modules", has_a_heart))
def test_rule(rule, conformance_run):
    """The rule holds in every program about it."""
    check_rule(rule, conformance_run)
