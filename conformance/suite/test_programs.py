"""Random programs: whatever they do, the specification predicts it."""

import pytest

from conformance.rules.catalogue import AREAS
from conformance.suite.checking import check_rule, is_about_random_programs, rules_of


@pytest.mark.parametrize(
    "rule", [each for area in AREAS for each in rules_of(area, is_about_random_programs)]
)
def test_rule(rule, conformance_run):
    """Programs with a taste for one area behave as the specification predicts."""
    check_rule(rule, conformance_run)
