"""What random programs reach: what is marked, what is fired, and by whom."""

import textwrap

import pytest
from click import ClickException
from click.testing import CliRunner

from conformance.campaign.reach import findings as seen
from conformance.campaign.reach.branches import Branches
from conformance.campaign.reach.calls import names_of, rules_called
from conformance.campaign.reach.command import reach
from conformance.campaign.reach.findings import Findings
from conformance.campaign.reach.marks import marked_lines, marked_rules, reference_folder
from conformance.campaign.reach.measuring import measure, watchable
from conformance.campaign.reach.texts import without_particulars
from conformance.campaign.reach.unfired import reasons
from conformance.campaign.reach.watching import Watch
from conformance.campaign.settings import Settings
from conformance.reporting.site import reach_page
from conformance.rules.catalogue import load, places
from conformance.scenarios.operators import load as operators

PROGRAMS = 150

# How rules that are about no single operator are spelled.
SPELLED = ["{x} += 1", "{x}.backward(create_graph=True)"]

MARKED = '''\
"""Says nothing."""


def beside(x):
    return x + 1  # rule: views.beside


def above(x):
    if x:
        # rule: views.above, views.above-too
        y = [
            x,
        ]
        return y
    # rule: views.not-run
    return None


class Kind:
    """Marked as a whole."""

    # rule: views.kind

    other = 3

    def method(self):
        """Its text."""
        return self.other


# rule: views.next
def following():
    return 5
'''


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A package with marks of every kind, and its functions."""
    folder = tmp_path_factory.mktemp("marked") / "planted"
    folder.mkdir()
    file = folder / "module.py"
    file.write_text(MARKED)
    names = {}
    exec(compile(MARKED, str(file), "exec"), names)
    return folder, names


@pytest.fixture(scope="module")
def small():
    """What the first programs of seed 0 reach."""
    return measure(Settings(), 0, PROGRAMS, branches=False)


@pytest.mark.parametrize(
    ("call", "fired"),
    [
        ("beside(1)", {"views.beside"}),
        ("above(1)", {"views.above", "views.above-too"}),
        ("above(0)", {"views.not-run"}),
        ("Kind.other", set()),
        ("Kind().method()", {"views.kind"}),
        ("following()", {"views.next"}),
    ],
)
def test_a_rule_is_fired_by_the_statement_that_its_comment_marks(package, call, fired):
    """Beside it, above it; a class by its functions; what is not run is not fired."""
    folder, names = package
    watch = Watch(marked_lines(folder))
    for _ in range(2):
        watch.fired.clear()
        with watch:
            eval(call, names)
        eval("above(1)", names)  # nobody watches
        assert watch.fired == fired


def test_every_mark_of_the_reference_is_a_line_that_can_run():
    """A mark where nothing runs would say that its rule is never fired."""
    by_calls = {rule for rule in load() if names_of(rule)}

    assert set(places()) - marked_rules() - by_calls == set()


def test_a_mark_that_never_runs_is_named(small):
    """The mark of a rule that everything fires, moved to where nothing comes."""
    rule = "detach.shares-memory"
    nowhere = str(reference_folder() / "changes.py")
    planted = {
        file: {line: tuple(each for each in rules if each != rule) for line, rules in lines.items()}
        for file, lines in marked_lines().items()
    } | {nowhere: {1: (rule,)}}

    found = Findings(measure(Settings(), 0, 40, False, planted), load(), reasons())

    assert rule in [row.rule.id for row in found.of("never")]
    assert rule in [row.rule.id for row in Findings(small, load(), reasons()).of("free")]
    assert f"<code>{rule}</code>" in reach_page(found, "again", "2.13.0")


def test_who_fires_a_rule_is_known(small):
    """Free steps fire what is common; an operator of a scenario is fired there."""
    assert small.fired["accumulation.adds-to-grad"].free
    for rule, firings in small.fired.items():
        assert firings.own <= small.hearts[rule], rule
        assert firings.programs <= firings.free + firings.others + firings.own, rule
        assert firings.example.number < PROGRAMS


def test_parts_add_up_to_the_whole(small):
    """So it does not matter how the work is divided."""
    total = measure(Settings(), 0, 100, False)
    total.merge(measure(Settings(), 100, PROGRAMS, False))

    assert total.fired == small.fired
    assert total.texts == small.texts
    assert total.hearts == small.hearts
    assert (total.together == small.together).all()
    assert total.programs == small.programs


def test_pairs_that_never_met_are_named(small, monkeypatch):
    """All the pairs there are: each of the rules that fired with each other."""
    monkeypatch.setattr(seen, "PAIRS", 10**9)
    found = Findings(small, load(), {})
    fired = [rule for rule in small.rules if rule in small.fired]

    assert found.possible == len(fired) * (len(fired) - 1) // 2
    never = {(pair.one, pair.other) for pair in found.pairs if not pair.programs}
    assert len(never) == found.possible - found.met
    expected = [pair.expected for pair in found.pairs]
    assert expected == sorted(expected, reverse=True)


def test_a_rule_listed_as_unfired_that_fires_is_an_error(small, monkeypatch):
    """Of the list: planted, and seen by the command."""
    planted = {"detach.shares-memory": "It cannot be."}

    found = Findings(small, load(), planted)
    assert [row.rule.id for row in found.wrongly_listed] == ["detach.shares-memory"]

    monkeypatch.setattr("conformance.campaign.reach.unfired.reasons", lambda: planted)
    result = CliRunner().invoke(reach, ["--programs", "30", "--no-branches"], standalone_mode=False)
    assert result.return_value == 1
    assert "detach.shares-memory is listed as unfired, and fires" in result.output


def test_the_list_of_unfired_rules_is_right(small):
    """It names rules of the catalogue, and none that the first programs fire; it lacks none."""
    known = load()
    assert [rule for rule in reasons() if rule not in known] == []
    assert [row.rule.id for row in Findings(small, known, reasons()).of("unseen")] == []
    assert [row.rule.id for row in Findings(small, load(), reasons()).wrongly_listed] == []


def test_the_calls_of_an_operator_are_known():
    """Each rule about an operator by one of the calls of its scenario, and by no other name."""
    rules = frozenset(rule for rule in watchable() if names_of(rule))
    for rule in rules:
        entry = operators().get(rule.partition(".")[2])
        calls = [*entry.calls, *entry.in_place] if entry else SPELLED
        assert any(
            rule
            in rules_called("d = " * (" " not in call) + call.format(x="a", y="b", z="c"), rules)
            for call in calls
        ), rule
    assert rules_called("b = a.sin()", rules) == {"operators.sin"}
    assert rules_called("b = torch.asin(a)", rules) == {"operators.asin"}


def test_texts_of_one_mistake_are_one():
    """Whatever the numbers, shapes and names."""
    one, other = (
        without_particulars(
            f"RuntimeError: Function {node} returned an invalid gradient at index {n} - "
            f"got {shape} but expected shape compatible with [1]"
        )
        for node, n, shape in (("MulBackward0", 0, "[2, 3]"), ("SinBackward0", 12, "[]"))
    )
    assert one == other
    assert without_particulars("KeyError: 'a'") != without_particulars("ValueError: 'a'")


def test_branches_and_errors_that_nothing_comes_to(tmp_path):
    """By file and line."""
    file = tmp_path / "planted" / "module.py"
    file.parent.mkdir()
    text = textwrap.dedent(
        """\
        def half(x):
            if x % 2:
                raise ValueError("odd")
            return x // 2
        """
    )
    file.write_text(text)
    names = {}
    exec(compile(text, str(file), "exec"), names)
    branches = Branches(file.parent)
    with branches.collecting():
        names["half"](2)

    files, raises = branches.report()
    assert [(each.name, each.taken, each.branches, each.missing) for each in files] == [
        ("planted/module.py", 1, 2, ("2 to 3",))
    ]
    assert [(each.line, each.source) for each in raises] == [(3, "ValueError('odd')")]

    more = Branches(file.parent)
    with more.collecting(), pytest.raises(ValueError, match="odd"):
        names["half"](3)
    branches.merge(more)
    assert branches.report()[1] == []


def test_the_command_writes_a_page(tmp_path):
    """And says in a line why it cannot."""
    page = tmp_path / "reach.html"
    arguments = ["--programs", "20", "-o", str(page)]
    result = CliRunner().invoke(reach, arguments, standalone_mode=False)
    assert result.return_value == 0, result.output
    assert "20 programs of seed 0" in result.output
    assert "raise statements that no program came to" in result.output
    text = page.read_text()
    assert "<h1>What random programs reach of the specification</h1>" in text
    assert "torch-conformance reach --programs 20 --seed 0" in text

    nowhere = tmp_path / "none" / "reach.html"
    arguments = ["--programs", "1", "--no-branches", "-o", str(nowhere)]
    with pytest.raises(ClickException, match="cannot write .*No such file"):
        reach.main(arguments, standalone_mode=False)
