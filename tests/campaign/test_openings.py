"""Random programs that begin with one of the corpus."""

from conformance.campaign.judging import write
from conformance.campaign.openings import EVERY, opening, programs
from conformance.campaign.settings import Settings


def test_each_program_of_the_corpus_has_its_turn():
    """So many random programs begin with each of them once, in an order of the seed's own."""
    numbers = range(EVERY * len(programs()))
    names = [name for name in (opening(0, number) for number in numbers) if name]

    assert len(names) == len(programs()) == len(set(names))
    assert names != [name for name in (opening(1, number) for number in numbers) if name]


def test_program_begins_with_that_of_the_corpus():
    """Its statements come first, and some programs go on. Those about values do not."""
    went_on = 0
    for number in range(EVERY - 1, 60 * EVERY, EVERY):
        begun = programs()[opening(0, number)]
        sources = [step.source for step in write(Settings(), number)[1].program()]
        assert tuple(sources[: len(begun.lines)]) == begun.lines
        assert begun.goes_on or len(sources) == len(begun.lines)
        went_on += len(sources) > len(begun.lines)

    assert went_on > 10


def test_soundness_and_compilers_do_without():
    """What they judge is not what the corpus is about."""
    begun = programs()[opening(0, EVERY - 1)].lines
    for settings in (Settings(sound=True), Settings(subject="compile:eager")):
        sources = [step.source for step in write(settings, EVERY - 1)[1].program()]
        assert tuple(sources[: len(begun)]) != begun
