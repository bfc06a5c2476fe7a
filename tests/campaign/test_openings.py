"""Random programs that begin with one of the corpus."""

from conformance.campaign.judging import write
from conformance.campaign.openings import EVERY, altered, opening, programs
from conformance.campaign.settings import Settings
from conformance.scenarios.builder import Scene
from conformance.scenarios.sources import RandomSource


def test_each_program_of_the_corpus_has_its_turn():
    """So many random programs begin with each of them once, in an order of the seed's own."""
    numbers = range(EVERY * len(programs()))
    names = [name for name in (opening(0, number) for number in numbers) if name]

    assert len(names) == len(programs()) == len(set(names))
    assert names != [name for name in (opening(1, number) for number in numbers) if name]


def test_program_begins_with_that_of_the_corpus():
    """Its statements come first, or changed a little. Those about values are all there is."""
    went_on = changed = 0
    for number in range(EVERY - 1, 60 * EVERY, EVERY):
        begun = programs()[opening(0, number)]
        sources = tuple(step.source for step in write(Settings(), number)[1].program())
        if sources[: len(begun.lines)] == begun.lines:
            went_on += len(sources) > len(begun.lines)
        else:
            changed += 1
        assert begun.goes_on or sources == begun.lines

    assert went_on > 10
    assert changed > 10


def test_changes_are_small_and_of_all_kinds():
    """A line is left out, or comes twice, or its flag is turned, or a random step comes between."""
    lines = ("x = torch.ones(2, requires_grad=True)", "y = x * 2", "y.sum().backward()")
    flag = "x = torch.ones(2, requires_grad=False)"
    met = set()
    for seed in range(200):
        found = altered(Scene(RandomSource(seed)), lines)
        assert abs(len(found) - len(lines)) <= 2
        met |= {
            "between" if None in found else "",
            "twice" if found.count(lines[1]) == 2 else "",
            "left out" if lines[1] not in found else "",
            "flag" if flag in found else "",
        }

    assert {"between", "twice", "left out", "flag"} <= met


def test_soundness_and_compilers_do_without():
    """What they judge is not what the corpus is about."""
    begun = programs()[opening(0, EVERY - 1)].lines
    for settings in (Settings(sound=True), Settings(subject="compile:eager")):
        sources = [step.source for step in write(settings, EVERY - 1)[1].program()]
        assert tuple(sources[: len(begun)]) != begun
