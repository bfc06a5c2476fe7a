"""A subject that dies costs a finding, and not the campaign."""

import pytest

from conformance.campaign.campaign import smallest
from conformance.corpus import load

SUBJECT = "tests.campaign.deadly"
PROGRAMS = 200


@pytest.fixture(scope="module")
def campaign(tmp_path_factory, run_campaign, journal):
    """One campaign on the deadly subject: how it ended, its results, the programs it saved."""
    report = tmp_path_factory.mktemp("deadly") / "found.jsonl"
    limits = ("--timeout", 4, "--memory", 600)
    run = run_campaign("--subject", SUBJECT, "--programs", PROGRAMS, *limits, "--report", report)
    return run, journal(report), report.with_suffix("")


@pytest.mark.parametrize(
    ("how", "operator"),
    [
        ("crash: killed by SIGSEGV", ".sin()"),
        ("hang: no end after 4 seconds", ".cos()"),
        ("crash: out of memory", ".log()"),
        ("crash: the process exited with status 3", ".abs()"),
    ],
)
def test_a_death_is_found_confirmed_and_shrunk(campaign, how, operator):
    """Each way to die is told apart, and its smallest program is two lines."""
    _, journal, _ = campaign
    found, count = {each.signature: (each, count) for each, count in smallest(journal)}[how]

    assert found.confirmed
    assert operator in found.program
    assert count >= 1
    if found.level == "crash":
        assert len(found.program.splitlines()) <= 2, found.program


def test_all_programs_were_run(campaign):
    """The deaths cost no other program its verdict."""
    run, journal, _ = campaign

    status, out, err = run
    assert journal.programs() == PROGRAMS, err
    assert status == 1
    assert f"{PROGRAMS} programs of seed 0" in out


def test_an_internal_error_costs_the_process_that_met_it(campaign):
    """It is a divergence as any other."""
    _, journal, _ = campaign
    broken = [found for found in journal.findings() if "INTERNAL ASSERT" in found.actual]

    assert broken
    assert {found.level for found in broken} == {"errors"}


def test_the_programs_are_files_of_the_corpus(campaign):
    """Each distinct one is saved with a header, and reads back."""
    _, journal, folder = campaign
    saved = [load(path) for path in folder.glob("*.py")]

    assert len(saved) == len(smallest(journal))
    assert all("of seed 0" in each.claim for each in saved)
