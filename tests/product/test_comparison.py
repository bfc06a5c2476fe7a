"""Comparing two runs: only like with like, every regression, and nothing else as one."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

import msgspec
import pytest

from conformance.reporting.comparison import Incomparable, compare
from conformance.reporting.comparison_junit import junit
from conformance.reporting.comparison_markdown import markdown
from conformance.reporting.comparison_terminal import shown, verdict
from conformance.reporting.reading import read
from conformance.reporting.results import (
    Divergence,
    Environment,
    Example,
    Results,
    ResultsError,
    RuleResult,
    Semantics,
    write,
)
from conformance.reporting.terminal import as_text
from conformance.rules.catalogue import Catalogue, Rule
from tests import faults
from tests.product.conftest import CHECKOUT
from tests.product.mutations import mutations

CATALOGUE = Catalogue([Rule("detach.a", "detach", "A promise.", "https://example.org/a", "1.0")])
MUTATIONS = 3000


def divergence(actual="[2.0]", program="import torch\nx = torch.ones(1)"):
    """A divergence in the last step."""
    return Divergence("values: value after ones", program, 1, "values", "[1.0]", actual, "x.value")


def rule(rule_id, status, **more):
    """The result of a rule; one that diverges has a divergence."""
    diverges = status in ("fail", "known")
    area = rule_id.partition(".")[0]
    return RuleResult(rule_id, area, status, 4, [divergence()] if diverges else [], **more)


def run(*rules, **environment):
    """The results of a run."""
    facts = {"torch": "2.13.0", "device": "cpu", "subject": "eager", "seed": 0, "profile": "quick"}
    return Results.of(Environment.of_this_process(**facts | environment), list(rules))


def kinds(old, new):
    """What happened to each rule that something happened to."""
    return {change.rule: change.kind for change in compare(old, new).changes}


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("pass", "pass", None),
        ("pass", "fail", "regression"),
        ("known", "fail", "regression"),
        ("fixed", "fail", "regression"),
        ("skip", "fail", "regression"),
        ("fail", "fail", "still"),
        ("fail", "pass", "fix"),
        ("known", "pass", "fix"),
        ("known", "fixed", "fix"),
        ("known", "known", None),
        ("pass", "known", "known"),
        ("fail", "known", "known"),
        ("pass", "fixed", None),
        ("skip", "pass", "new"),
        ("skip", "known", "new"),
        ("skip", "skip", None),
        ("pass", "skip", "removed"),
    ],
)
def test_what_happened_to_a_rule(before, now, kind):
    """By what either run says of it."""
    always = rule("data.always", "pass")
    found = kinds(run(always, rule("detach.a", before)), run(always, rule("detach.a", now)))
    assert found == ({} if kind is None else {"detach.a": kind})


def test_rules_that_only_one_run_has():
    """New ones and removed ones; a new one that fails is no good news."""
    always = rule("data.always", "pass")
    assert kinds(run(always), run(always, rule("data.b", "pass"))) == {"data.b": "new"}
    assert kinds(run(always), run(always, rule("data.b", "fail"))) == {"data.b": "regression"}
    later = run(always, torch="2.14.0")
    assert kinds(run(always, rule("data.b", "pass")), later) == {"data.b": "removed"}


def test_a_rule_that_was_left_out_is_not_removed():
    """A run that was narrowed or broken off says nothing of it."""
    always = rule("data.always", "pass")
    left_out = rule("data.b", "skip", reason="not selected")
    assert kinds(run(always, rule("data.b", "pass")), run(always, left_out)) == {
        "data.b": "unchecked"
    }


def test_a_rule_that_is_missing_is_not_removed():
    """One suite has the same rules for one torch: the file is damaged, or a package is missing."""
    always = rule("data.always", "pass")
    assert kinds(run(always, rule("data.b", "pass")), run(always)) == {"data.b": "unchecked"}


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({"profile": "default"}, "profile quick and default"),
        ({"subject": "reference"}, "subject eager and reference"),
        ({"device": "cuda"}, "device cpu and cuda"),
        ({"levels": ["values"]}, "levels .* and values"),
    ],
)
def test_unlike_runs_are_refused(different, words):
    """Unless the caller wants them compared; the report then says so."""
    always = rule("data.always", "pass")
    old, new = run(always), run(always, **different)
    with pytest.raises(Incomparable, match=words):
        compare(old, new)
    aspect = next(iter(different))
    assert any(aspect in note for note in compare(old, new, [aspect]).notes)


def test_another_suite_is_refused():
    """Its programs are others."""
    old = run(rule("data.always", "pass"))
    suite = msgspec.structs.replace(old.suite, revision="0123")
    new = msgspec.structs.replace(old, suite=suite)
    with pytest.raises(Incomparable, match=r"suite \w{12} and 0123"):
        compare(old, new)


def test_what_an_old_file_does_not_say_is_noted(tmp_path):
    """A file of version 1 can be compared, with a word of caution."""
    write(run(rule("data.always", "pass")), tmp_path / "old.json")
    content = json.loads((tmp_path / "old.json").read_text(encoding="utf-8")) | {"schema": 1}
    del content["suite"], content["environment"]["levels"]
    (tmp_path / "old.json").write_text(json.dumps(content), encoding="utf-8")
    found = compare(read(tmp_path / "old.json"), run(rule("data.always", "fail")))
    assert [change.kind for change in found.changes] == ["regression"]
    assert found.notes[0] == (
        "one of the files does not say what its suite is (format 1): taken to be equal"
    )


def test_nothing_in_common_is_refused():
    """No rule was judged in both: nothing can be said."""
    with pytest.raises(Incomparable, match="no rule was judged in both"):
        compare(run(rule("data.a", "pass")), run(rule("data.b", "pass")))


def test_one_divergence_at_many_rules_is_one_finding():
    """It is shown once, on the shortest program, with all the rules it showed at."""
    longer = msgspec.structs.replace(
        rule("data.a", "fail"), divergences=[divergence(program="import torch\nx = torch.ones(1,)")]
    )
    old = run(rule("data.a", "pass"), rule("detach.a", "pass"))
    found = compare(old, run(longer, rule("detach.a", "fail")))
    (finding,) = found.findings_of("regression")
    assert finding.rules == ["data.a", "detach.a"]
    assert finding.divergence == divergence()
    text = as_text(shown(found, CATALOGUE), encoding="utf-8")
    assert text.count("REGRESSED") == 1
    assert "and the same at 1 more: detach.a\n" in text
    assert text.endswith("2 rules regressed (1 different way) of 2 judged in both runs\n")


# --- behaviours ----------------------------------------------------------------------------------


def example(grad, program="a.zero_grad()"):
    """A program that shows a switch, and what happens in it."""
    return Example(program, "each", [f"a.grad: {grad}", ""])


def switched(value, grad, rule_id="modules.zero-grad", essential=True):
    """A rule that holds, and in whose programs a switch shows."""
    shows = Semantics(
        *("zero_grad_sets_none", value, example(grad), [f"a.grad: {grad}"]),
        *(essential, "Sets None.", "https://example.org/1"),
    )
    return rule(rule_id, "pass", semantics=[shows])


def test_a_switch_that_turned_is_a_changed_behaviour():
    """Though the rule holds on both sides; all the rules it shows in are named once."""
    old = run(switched("False", "0"), switched("False", "0", "modules.other", False))
    new = run(switched("True", "None"), rule("modules.other", "pass"), torch="2.15.0")
    found = compare(old, new)
    assert found.changes == []
    (behaviour,) = found.behaviours
    assert (behaviour.name, behaviour.old.value, behaviour.new.value) == (
        *("zero_grad_sets_none", "False"),
        "True",
    )
    assert behaviour.rules == ["modules.zero-grad", "modules.other"]
    assert behaviour.changed_rules == ["modules.zero-grad"]
    text = as_text(shown(found, CATALOGUE), encoding="utf-8")
    assert "CHANGED zero_grad_sets_none False -> True\n     Sets None.\n     https:" in text
    assert "[Sets None.](https://example.org/1)" in markdown(found, CATALOGUE)
    assert "     a.zero_grad()\n" in text
    assert "     old       a.grad: 0\n     new       a.grad: None\n" in text


def test_an_example_that_ends_otherwise_is_a_changed_behaviour():
    """Where no switch that is known explains it."""
    old = run(rule("data.a", "pass", example=example("0")))
    assert compare(old, old).behaviours == []
    (behaviour,) = compare(old, run(rule("data.a", "pass", example=example("1")))).behaviours
    assert (behaviour.name, behaviour.rules) == (None, ["data.a"])


def test_what_a_switch_explains_is_said_once():
    """The example of the rule is another because the switch is."""
    old, new = (
        run(msgspec.structs.replace(switched(value, grad), example=example(grad)))
        for value, grad in (("False", "0"), ("True", "None"))
    )
    assert [behaviour.name for behaviour in compare(old, new).behaviours] == ["zero_grad_sets_none"]


# --- forms ---------------------------------------------------------------------------------------

HOSTILE = "`" * 4 + "</details><script>alert(1)</script>|\x1b[2J\x00 ![x](y)"


def hostile():
    """A comparison in which every text that a subject can choose is out to do harm."""
    bad = msgspec.structs.replace(
        rule("detach.a", "fail", reason=HOSTILE),
        divergences=[divergence(HOSTILE, f"x = '{HOSTILE}'\n{HOSTILE}")],
    )
    return compare(run(rule("detach.a", "pass")), run(bad))


def test_in_a_terminal():
    """The regression with its program and both sides, and the verdict in the last line."""
    found = compare(run(rule("detach.a", "pass")), run(rule("detach.a", "fail"), torch="2.15.0"))
    text = as_text(shown(found, CATALOGUE), encoding="utf-8")
    assert "REGRESSED detach.a\n     A promise.\n     https://example.org/a\n" in text
    assert "   > x = torch.ones(1)\n" in text
    assert "     expected  [1.0]\n     actual    [2.0]\n" in text
    assert text.endswith("1 rule regressed of 1 judged in both runs\n")
    assert "\x1b" not in as_text(shown(hostile(), CATALOGUE), encoding="ascii")


def test_as_markdown():
    """A pull request shows the verdict, and the program in a block that it cannot leave."""
    found = compare(run(rule("detach.a", "pass")), run(rule("detach.a", "fail")))
    text = markdown(found, CATALOGUE)
    assert text.startswith("### ❌ Autograd conformance: 1 rule regressed of 1 judged in both runs")
    assert "```python\nimport torch\nx = torch.ones(1)\n```" in text
    text = markdown(hostile(), CATALOGUE)
    assert "`````python\n" in text
    outside = text.split("`````")[::2]
    assert not any("<script>" in part or "\x1b" in part for part in outside)


def test_as_junit():
    """A CI system sees one failed test; no text of a subject breaks the XML."""
    suite = xml.fromstring(junit(hostile()))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    case = suite.find("testcase[failure]")
    assert (case.get("classname"), case.get("name")) == ("conformance.detach", "a")
    assert "actual:   ````</details><script>" in case.find("failure").text


def test_the_verdict_does_not_say_more_than_it_knows():
    """Of how many rules it speaks, and of how many it cannot."""
    always = rule("data.always", "pass")
    left_out = rule("data.b", "skip", reason="run stopped early")
    found = compare(run(always, rule("data.b", "pass")), run(always, left_out))
    assert verdict(found) == (
        "no rule regressed of 1 judged in both runs; 1 were judged before and are not any more"
    )


# --- whole -------------------------------------------------------------------------------------


def test_no_damage_hides_a_regression(tmp_path):
    """Whatever happened to either file: it is refused, or the regression is found."""
    rules = [rule("data.always", "pass"), rule("data.b", "skip"), switched("True", "None")]
    sides = {
        "old": run(*rules, rule("detach.a", "pass")),
        "new": run(*rules, rule("detach.a", "fail")),
    }
    for name, side in sides.items():
        write(side, tmp_path / f"{name}.json")
        whole = (tmp_path / f"{name}.json").read_bytes()
        path = tmp_path / "mangled.json"
        refused = 0
        for mangled in mutations(whole, MUTATIONS // 2, seed=1):
            path.write_bytes(mangled)
            try:
                damaged = sides | {name: read(path)}
                found = compare(damaged["old"], damaged["new"])
            except (ResultsError, Incomparable):
                refused += 1
                continue
            assert found.of_kind("regression") or found.of_kind("unchecked"), mangled
        assert 0 < refused < MUTATIONS // 2


def test_a_planted_fault_is_the_only_regression(tmp_path, python):
    """Of two runs of an area, the newer on a torch that breaks one promise."""
    name = "data_assignment_counts_as_a_write"
    for report, fault in (("old", ""), ("new", name)):
        environment = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
        plugin = ["-p", "tests.faults"] if fault else []
        subprocess.run(
            [sys.executable, "-m", "pytest", *plugin, "conformance", "-q", "-k", "data"]
            + ["--hypothesis-profile=quick", "-p", "no:cacheprovider"]
            + [f"--conformance-report={tmp_path / report}.json"],
            cwd=CHECKOUT,
            env=environment | {"CONFORMANCE_FAULT": fault, "OMP_NUM_THREADS": "1"},
            capture_output=True,
        )
    compared = python("-m", "conformance", "compare", "old.json", "new.json", "--format", "json")
    assert compared.status == 1, compared.text
    found = json.loads(compared.out)
    regressed = {change["rule"] for change in found["changes"] if change["kind"] == "regression"}
    assert regressed & set(faults.get(name).rules)
    assert {change["kind"] for change in found["changes"]} == {"regression"}
    assert found["behaviours"] == []
    programs = [finding["divergence"]["program"] for finding in found["findings"]]
    assert [program for program in programs if not re.search(r"\.data \S?= ", program)] == []
