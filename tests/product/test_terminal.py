"""How results look: complete, foldable by a reader, and safe to print anywhere."""

import pytest

from conformance.reporting.results import Divergence, Environment, Results, RuleResult
from conformance.reporting.terminal import as_text, failure, marked_lines, summary, table
from conformance.rules.catalogue import Catalogue, Rule

CATALOGUE = Catalogue([Rule("detach.a", "detach", "A promise.", "https://example.org/note", "1.0")])
PROGRAM = """\
import torch
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    x.add_(1)
x.sum().backward()"""


def divergence(step=2, **more):
    """A divergence in the `with` block."""
    facts = {"expected": "RuntimeError: a leaf", "actual": "no error", "where": ""}
    return Divergence(signature="s", program=PROGRAM, step=step, level="errors", **(facts | more))


def shown(rule, **options):
    """A failing rule as text."""
    return as_text(failure(rule, CATALOGUE), encoding="utf-8", **options)


def test_a_failure_is_shown_in_full():
    """Rule, statement, source, program with its step marked, expected and actual."""
    assert (
        shown(RuleResult("detach.a", "detach", "fail", 7, [divergence()])).rstrip()
        == """\
FAIL detach.a
     A promise.
     https://example.org/note

     import torch
     x = torch.ones(2, requires_grad=True)
   > with torch.no_grad():
   >     x.add_(1)
     x.sum().backward()

     differs   errors
     expected  RuntimeError: a leaf
     actual    no error"""
    )


def test_a_difference_at_the_end_is_marked_there():
    """The ambient state differs after the last step."""
    text = shown(RuleResult("detach.a", "detach", "fail", 7, [divergence(step=3)]))
    assert "   > x.sum().backward()\n\n" in text
    text = shown(RuleResult("detach.a", "detach", "fail", 7, [divergence(step=4)]))
    assert "     x.sum().backward()\n   > (after the last step)\n" in text


def test_the_step_is_marked_with_its_decorators():
    """A step is a whole statement."""
    program = "import torch\n@staticmethod\ndef f():\n    return 1\nf()"
    marks = [marked for _, marked in marked_lines(program, 1)]
    assert marks == [False, True, True, True, False]


def test_what_is_no_program_is_shown_without_mark():
    """A damaged results file can be looked at, too."""
    assert marked_lines("x = (", 0) == [("x = (", False)]


def test_many_divergences_are_counted():
    """A few are shown, the others are said to exist."""
    found = [divergence(where=str(number)) for number in range(5)]
    text = shown(RuleResult("detach.a", "detach", "fail", 7, found))
    assert text.count("differs") == 3
    assert "and 2 more" in text


def test_a_failure_without_a_program_says_why():
    """As when a test ended without a verdict; the rule need not be in the catalogue."""
    text = shown(RuleResult("x.y", "x", "fail", 0, [], "test_y ended without a verdict: boom"))
    assert text.rstrip() == "FAIL x.y\n\n     test_y ended without a verdict: boom"


def test_control_characters_do_not_reach_the_terminal():
    """A results file from elsewhere cannot act on who looks at it."""
    text = shown(RuleResult("x.y", "x", "fail", 1, [divergence(actual="\x1b[2Jgone")]))
    assert "\x1b" not in text
    assert r"\x1b[2Jgone" in text


def test_programs_are_not_folded():
    """A program is there to be copied; prose is folded."""
    long = "x = [" + "1000, " * 40 + "]"
    found = Divergence("s", long, 0, "values", "word " * 40, "short")
    text = shown(RuleResult("x.y", "x", "fail", 1, [found]))
    assert long in text
    assert max(len(line) for line in text.splitlines() if "word" in line) <= 100


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
def test_any_stream_can_take_the_summary(encoding):
    """Signs that an encoding lacks are replaced, and a bar is always as long as another."""
    rules = [
        RuleResult("detach.a", "detach", "pass", 40, []),
        RuleResult("detach.b", "detach", "fail", 1, [divergence(actual="≠")]),
        *(RuleResult(f"data.{name}", "data", "pass", 1, []) for name in "abcdefg"),
        RuleResult("data.h", "data", "skip", 0, [], "no test"),
    ]
    environment = Environment.of_this_process(
        torch="2.13.0", device="cpu", subject="eager", seed=0, profile="quick"
    )
    text = as_text(
        summary(Results.of(environment, rules), CATALOGUE, verbose=True), encoding=encoding
    )
    assert text.encode(encoding).decode(encoding) == text
    assert "10 rules: 8 pass, 1 fail, 1 skip; 48 programs compared" in text
    assert "data    ##################..     7     .     1         7" in text


def test_colours_are_there_when_asked_for():
    """And then the shares of a bar are told apart by them."""
    rules = [RuleResult("detach.a", "detach", "pass", 40, [])]
    assert "\x1b[32m━━━━━━━━━━━━━━━━━━━━" in as_text(table(rules), encoding="utf-8", color=True)
    assert "\x1b" not in as_text(table(rules), encoding="utf-8", color=False)
