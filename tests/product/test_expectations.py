"""Known deviations: one that is there, one that is not, files of the user's own, and bad ones."""

import re
from pathlib import Path

import pytest
import torch
from hypothesis import settings

from conformance import subjects
from conformance.comparing import verdict
from conformance.expectations import hazards
from conformance.expectations.deviations import Expectation, ExpectationError, Expectations, load
from conformance.programs import Program
from conformance.reporting.recorder import UNASKED, Collector, Recorder
from conformance.rules.catalogue import load as load_rules
from conformance.suite.checking import check_rule

RULE = "operators.relu"
PROGRAM = """
import torch

x = torch.tensor([-1.0, 2.0], requires_grad=True)
x.relu()
"""


def entry(**changes):
    """An expectation about a faulty relu."""
    keys = {"rule": RULE, "versions": "", "reason": "stops at a half", "issue": "https://a.b/1"}
    return Expectation(**{**keys, **changes})


@pytest.fixture
def faulty(monkeypatch):
    """A torch whose relu is wrong, as a method."""
    relu = torch.relu
    monkeypatch.setattr(torch.Tensor, "relu", lambda x: relu(x) * 0.5)


def judged(entries, rule=RULE):
    """The result of a rule, with these expectations, as the run's results have it."""
    recorder = Recorder(
        subjects.get("eager"), device="cpu", profile="quick", seed=0, expectations=entries
    )
    properties = []
    recorder.attach(properties)
    before = settings.get_current_profile_name()
    settings.register_profile("few", max_examples=5, database=None, derandomize=True)
    settings.load_profile("few")
    try:
        check_rule(load_rules()[rule], recorder)
    except (pytest.fail.Exception, pytest.xfail.Exception):
        pass  # what counts is what it recorded
    finally:
        settings.load_profile(before)
    collector = Collector(load_rules(), entries)
    collector.add(properties)
    return {each.id: each for each in collector.results(UNASKED["narrowed"])}[rule]


def test_documentation_names_every_fault():
    """The table of `docs/campaigns.md` has a row for each expectation and each hazard."""
    page = (Path(__file__).parents[2] / "docs" / "campaigns.md").read_text(encoding="utf-8")
    page = page.replace("`", "")
    eager = [each for each in load() if each.subject == "eager"]
    told = {each.reason for each in eager} | {each.reason for each in hazards().values()}

    assert told
    assert {reason for reason in told if f"| {reason} |" not in page} == set()


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("more", [{}, {"program": PROGRAM}], ids=["by rule", "with a program"])
def test_what_is_expected_to_diverge_is_known(more):
    """With the divergence, and the reason."""
    result = judged([entry(**more)])
    assert result.status == "known"
    assert result.divergences
    assert result.reason == "stops at a half (https://a.b/1)"


@pytest.mark.usefixtures("faulty")
def test_it_may_be_expected_by_signature():
    """The one that a report prints, whatever the rule."""
    (divergence,) = judged([]).divergences
    known = Expectations(subjects.get("eager"), [entry(rule="", signature=divergence.signature)])
    assert known.met(RULE, divergence) is known.entries[0]
    assert known.met("operators.abs", divergence) is known.entries[0]


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    ("more", "is_meant"),
    [
        ({"signature": "values: value after *"}, True),
        ({"signature": "flags: *"}, False),
        ({"within": r"[.]relu\b"}, True),
        ({"within": "abs"}, False),
        ({"within": "relu", "says": r"-?0[.]0"}, True),
        ({"within": "relu", "says": "nan"}, False),
    ],
)
def test_it_may_be_expected_of_random_programs(more, is_meant):
    """By how the signature begins, and by what is found in the program and in what it gives."""
    divergence = verdict(Program.from_source(PROGRAM), subjects.get("eager"))
    assert bool(entry(rule="", **more).means(divergence)) == is_meant
    assert not entry(**more).means(divergence)


@pytest.mark.parametrize("more", [{}, {"program": PROGRAM}], ids=["by rule", "with a program"])
def test_what_no_longer_diverges_is_fixed(more):
    """It says which entry is to be removed."""
    result = judged([entry(**more)])
    assert result.status == "fixed"
    assert "no longer diverges: operators.relu was expected to (stops at a half)" in result.reason


@pytest.mark.usefixtures("faulty")
def test_a_program_that_conforms_excuses_nothing():
    """Its rule fails, and the entry is not stale in silence."""
    other = PROGRAM.replace("relu", "abs")
    assert judged([entry(program=other)]).status == "fail"


@pytest.mark.usefixtures("faulty")
def test_another_fault_than_the_one_expected_is_still_found():
    assert judged([entry(signature="flags: is_leaf after relu")]).status == "fail"


@pytest.mark.usefixtures("faulty")
def test_another_rule_is_not_excused():
    assert judged([entry(rule="operators.abs")]).status == "fail"


def test_what_was_not_tried_is_not_fixed():
    """A run of some rules says nothing of the others; a whole one of every signature."""
    rules = load_rules()
    untried = Collector(rules, [entry(), entry(rule="", signature="s")])
    assert {each.status for each in untried.results(UNASKED["narrowed"])} == {"skip"}
    whole = Collector(rules, [entry(rule="", signature="s")])
    fixed = [each.id for each in whole.results(UNASKED["untested"]) if each.status == "fixed"]
    assert fixed == ["expectations.by-signature"]


def test_where_an_expectation_applies():
    """Subject, kind of device, and release, of which a build or a nightly is one."""
    about = entry(versions=">=2.8,<2.9", device="cuda")
    assert about.applies("eager", "cuda:1", "2.8.0+cu128")
    assert about.applies("eager", "cuda", "2.8.0.dev20250101")
    assert not about.applies("eager", "cpu", "2.8.0")
    assert not about.applies("eager", "cuda", "2.9.0")
    assert not about.applies("mine", "cuda", "2.8.0")


def written(**keys):
    """A TOML file with one entry, changed."""
    content = {"rule": RULE, "versions": "", "reason": "r", "issue": "i", **keys}
    return "[[expectation]]\n" + "".join(f"{k} = '''{v}'''\n" for k, v in content.items())


def test_files_of_the_users_own(tmp_path):
    (tmp_path / "list.toml").write_text(written() + written(device="xpu"))
    assert [each.device for each in load([tmp_path], load_rules())] == ["", "xpu"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[[expectation", "cannot be read as TOML"),
        ("[[rule]]\n", "must hold [[expectation]] entries and nothing else"),
        ("expectation = 3\n", "must hold [[expectation]] entries and nothing else"),
        ("[[expectation]]\nrule = 3\n", "expectation 1: "),
        (written(rule="no.such-rule"), "there is no rule 'no.such-rule'"),
        (written(rule=""), "it needs a `rule` or a `signature`"),
        (written(versions="2.x"), "`versions` must be a version specifier"),
        (written(reason=" "), "`reason` is empty"),
        (written(program="import os"), "`program` cannot be used"),
        (written(program="("), "`program` cannot be used"),
        (written(color="red"), "unknown field `color`"),
        (written(within="("), "`within` is no regular expression"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path, content, complaint):
    """One line that says which file, which entry, and what to do."""
    (tmp_path / "list.toml").write_text(content)
    with pytest.raises(ExpectationError) as raised:
        load([tmp_path], load_rules())
    assert complaint in str(raised.value)
    assert str(raised.value).startswith(f"{tmp_path / 'list.toml'}: ")
    assert "\n" not in str(raised.value)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ExpectationError, match="no such folder"):
        load([tmp_path / "none"])


def test_a_run_with_expectations(suite, tmp_path):
    """Known: exit status 0; fixed: 1; a bad file: 2, and one line."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "list.toml").write_text(written(rule="detach.cuts-gradient", subject="reference"))
    run = suite(f"--expectations={folder}")
    assert run.status == 1, run.text
    assert "FIXED detach.cuts-gradient" in run.out
    run = suite(f"--expectations={folder}", verdicts="detach.cuts-gradient=expected")
    assert run.status == 0, run.text
    assert "KNOWN detach.cuts-gradient" in run.out
    (folder / "list.toml").write_text("[[expectation")
    run = suite(f"--expectations={folder}")
    assert run.status == 2
    assert run.err.startswith("conformance: ")
    assert run.err.count("\n") == 1


def test_those_of_the_releases_can_be_used():
    """Each says in which releases, where it is reported, and shows itself by a program."""
    for each in load(rules=load_rules()):
        assert each.program, each.name
        assert each.issue == "not reported" or each.issue.startswith("https://"), each.name
        assert each.versions, each.name


def test_those_of_the_installed_release_hold():
    """One that the installed torch does not show is out of date, or speaks of something else."""
    for entry in load():
        if entry.applies(entry.subject, "cpu", torch.__version__):
            subject = subjects.get(entry.subject)
            divergence = Expectations(subject, [entry]).shown(entry)
            assert divergence is not None, entry.name
            if not is_of_the_database(entry):
                assert entry.excuses(entry.rule, divergence), (entry.name, divergence)


def is_of_the_database(entry):
    """Whether it means findings about an operator, which no program has: `level: where of name`."""
    level, _, where = entry.signature.partition(": ")
    return level in ("first", "second") or bool(re.search(r" of [\w.]+$", where))
