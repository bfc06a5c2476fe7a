"""The pytest plugin: verdicts, results, exit statuses, and nothing where it is not concerned."""

import json
import re

import pytest

from conformance.reporting.reading import read
from conformance.rules.catalogue import load

SHARES = "detach.shares-memory"
CUTS = "detach.cuts-gradient"


def statuses(path):
    """Status by rule in a results file."""
    return {rule.id: rule.status for rule in read(path).rules}


@pytest.mark.parametrize("workers", [[], ["-n2"]])
def test_a_run_that_conforms(suite, tmp_path, workers):
    """Exit status 0; the summary; what was not run is skipped."""
    run = suite("--conformance-report=out.json", "--hypothesis-profile=quick", *workers)
    assert run.status == 0, run.text
    assert re.search(r"^detach +#+\.* +2 +\d+ +80$", run.out, re.MULTILINE), run.text
    found = statuses(tmp_path / "out.json")
    assert [rule for rule, status in found.items() if status == "pass"] == [CUTS, SHARES]
    assert set(found) == set(load())
    environment = read(tmp_path / "out.json").environment
    assert (environment.subject, environment.profile, environment.seed) == ("reference", "quick", 0)
    assert f"{len(found)} rules: 2 pass, {len(found) - 2} skip; 80 programs" in run.out


@pytest.mark.parametrize("workers", [[], ["-n2"]])
def test_a_run_that_diverges(suite, tmp_path, workers):
    """Exit status 1; the failure in full, once, instead of a traceback."""
    run = suite("--conformance-report=out.json", *workers, verdicts=f"{SHARES}=fail")
    assert run.status == 1, run.text
    assert statuses(tmp_path / "out.json")[SHARES] == "fail"
    statement = load()[SHARES].statement[:40]
    assert run.out.count(statement) == 1, run.text
    assert "   > x.sum()\n" in run.out
    assert "     expected  2.0\n     actual    3.0\n" in run.out
    assert "a traceback nobody needs" not in run.out
    assert "talk of the test" not in run.out


def test_a_traceback_can_be_asked_for(suite):
    """By pytest's own option."""
    run = suite("--tb=short", verdicts=f"{SHARES}=fail")
    assert "a traceback nobody needs" in run.out


def test_a_test_that_forgets_to_fail_does_not_hide_a_divergence(suite):
    """The verdict counts."""
    assert suite(verdicts=f"{SHARES}=quiet-fail").status == 1


def test_an_error_of_the_harness_is_a_failure_with_its_traceback(suite, tmp_path):
    """No verdict is not a good verdict."""
    run = suite("--conformance-report=out.json", verdicts=f"{SHARES}=error")
    assert run.status == 1
    assert "raise LookupError" in run.out
    assert "ended without a verdict" in run.out
    found = {rule.id: rule for rule in read(tmp_path / "out.json").rules}
    assert found[SHARES].status == "fail"
    assert found[SHARES].reason.endswith("LookupError: the scenario is broken")


def test_a_crashed_worker_fails_the_rule_it_was_at(suite, tmp_path):
    """The other verdicts are kept."""
    run = suite("-n2", "--conformance-report=out.json", verdicts=f"{SHARES}=crash")
    assert run.status == 1, run.text
    found = statuses(tmp_path / "out.json")
    assert (found[SHARES], found[CUTS]) == ("fail", "pass")


def test_passing_rules_are_listed_when_asked_for(suite):
    """With -v only."""
    assert f"pass  {SHARES}" not in suite().out
    assert re.search(rf"^pass +{SHARES} +40 programs", suite("-v").out, re.MULTILINE)


def test_rules_left_out_by_selection_are_skipped_as_such(suite, tmp_path):
    """-k narrows the run; the results say so."""
    run = suite("-k", SHARES, "--conformance-report=out.json")
    assert run.status == 0, run.text
    found = {rule.id: rule for rule in read(tmp_path / "out.json").rules}
    assert (found[CUTS].status, found[CUTS].reason) == ("skip", "not selected")


def test_a_run_is_a_function_of_its_seed(suite):
    """The same examples again, others with another seed; the header tells the seed."""
    seeds = [suite("-s", *seed).out for seed in ([], [], ["--hypothesis-seed=7"])]
    drawn = [re.search(r"SEED (\d+) (\w+) (-?\d+)", out).groups() for out in seeds]
    assert drawn[0] == drawn[1]
    assert drawn[0][:2] == ("0", "default")
    assert drawn[2][0] == "7"
    assert drawn[2][2] != drawn[0][2]
    assert "profile default, seed 7" in seeds[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--subject=nothing_like_this"], r"nothing_like_this"),
        (["--device=nodevice"], r"(nodevice|cpu only)"),
        (["--hypothesis-profile=lazy"], r"unknown profile 'lazy' .*; use quick, default, thorough"),
        (["--hypothesis-seed=x"], r"the seed must be a whole number, not 'x'"),
        (["--conformance-report=none/out.json"], r"cannot write results file none/out.json: No "),
        (["--conformance-report=."], r"cannot write results file \.: Is a directory"),
    ],
)
def test_what_cannot_run_says_so_in_one_line(suite, arguments, message):
    """Exit status 2, one line on stderr, nothing else."""
    run = suite(*arguments)
    assert run.status == 2, run.text
    assert run.out == ""
    assert re.fullmatch(rf"conformance: .*{message}.*\n", run.err), run.text


def test_a_report_that_cannot_be_written_at_the_end_is_not_a_good_run(suite):
    """Writing is tried before the run, but a disk can be full after it."""
    run = suite("--conformance-report=/dev/full")
    assert run.status == 2, run.text
    assert "conformance: cannot write results file /dev/full: No space left" in run.err


def test_a_missing_torch_is_said_in_one_line(suite, tmp_path):
    """The suite can be installed before the torch it is to judge."""
    blocker = "import sys\nsys.modules['torch'] = None\n"
    (tmp_path / "no_torch.py").write_text(blocker, encoding="utf-8")
    run = suite("-p", "no_torch")
    assert run.status == 2, run.text
    assert run.err.startswith("conformance: torch is not installed in this environment;")
    assert run.err.count("\n") == 1


def test_other_runs_are_left_alone(python, tmp_path):
    """No header, no summary, no seed, no torch, and Hypothesis as it was."""
    (tmp_path / "test_other.py").write_text(
        "import sys\n"
        "def test_other():\n"
        "    assert 'torch' not in sys.modules and 'rich' not in sys.modules\n"
        "    from hypothesis import settings\n"
        "    assert settings.get_profile('default').database is not None\n"
        "def test_seed(pytestconfig):\n"
        "    assert pytestconfig.option.hypothesis_seed is None\n",
        encoding="utf-8",
    )
    run = python("-m", "pytest", "-phypothesispytest", "-pconformance.plugin", ".", CI="")
    assert run.status == 0, run.text
    assert "conformance" not in run.out


def test_collecting_makes_no_results(suite):
    """--collect-only lists tests, and judges nothing."""
    run = suite("--collect-only", "-q")
    assert run.status == 0
    assert f"test_verdicts.py::test_rule[{SHARES}]" in run.out
    assert "programs compared" not in run.out


def test_output_into_a_pipe_is_plain(suite):
    """No colour codes, in continuous integration either."""
    run = suite(verdicts=f"{SHARES}=fail")
    assert "\x1b" not in run.out + run.err


def test_results_are_valid_by_the_published_schema(suite, tmp_path):
    """What a run writes is what the schema describes."""
    import jsonschema

    from conformance.reporting.results import SCHEMA_FILE

    suite("--conformance-report=out.json", verdicts=f"{SHARES}=fail {CUTS}=error")
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    jsonschema.validate(content, json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
