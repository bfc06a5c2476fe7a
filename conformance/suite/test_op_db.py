"""The area op_db: every differentiable operator of PyTorch's own database, on its own samples.

Without the database (it needs the package expecttest) there is nothing to judge here: a test that
is skipped says why.
"""

import functools
from typing import Any

import pytest
from packaging.version import Version

from conformance.installation import release
from conformance.operators import database
from conformance.operators.checking import SINCE, Check, rule_of
from conformance.operators.database import Entry
from conformance.operators.uncovered import JUDGED_BEFORE, JUDGED_SINCE, UNCOVERED
from conformance.suite.checking import failure


def rules() -> list[Any]:
    """One rule an entry, as pytest parameters named by their ids."""
    try:
        entries = database.entries()
    except database.NoDatabase as why:
        return [pytest.param(None, id="op_db", marks=pytest.mark.skip(reason=str(why)))]
    return [pytest.param(entry, id=rule_of(entry).id) for entry in entries]


@pytest.mark.parametrize("rule", rules())
def test_rule(rule, conformance_run):
    """The operator does on every input what the specification computes."""
    check_entry(rule, conformance_run)


def check_entry(entry: Entry, run: Any) -> None:
    """Check one entry: record the verdict with `run`, and fail the test if something differs."""
    rule = rule_of(entry)
    reason = _why_not(entry)
    if reason is None:
        met = functools.partial(run.expectations.met, rule.id)
        check = Check(entry, run.subject, run.profile, run.seed, met)
        found = check.first_finding()
        reason = check.reason
    if reason is not None:
        run.record(rule.id, "skip", examples=0, reason=reason)
        pytest.skip(reason)
    status = "pass" if found is None else "fail"
    run.record(rule.id, status, examples=check.examples, divergence=found)
    if found is not None:
        pytest.fail(failure(rule, found), pytrace=False)
    for expected, known in check.known.items():
        run.record_known(rule.id, expected, known)
    if check.known:
        pytest.xfail("; ".join(expected.reason for expected in check.known))


def _why_not(entry: Entry) -> str | None:
    """Why an entry is not judged, where that is known beforehand."""
    since, reason = JUDGED_SINCE.get(entry.name, (SINCE, ""))
    if release() < Version(since):
        return f"compared since torch {since}: {reason}"
    until, reason = JUDGED_BEFORE.get(entry.name, ("", ""))
    if until and release() >= Version(until):
        return f"compared before torch {until}: {reason}"
    if entry.name in UNCOVERED:
        return f"not covered: {UNCOVERED[entry.name]}"
    if not entry.dtypes:
        return "not covered: it is differentiable in no dtype that is judged"
    return None
