"""The scene: it writes valid programs, knows their state, and is a function of its choices."""

import random

import pytest
import torch
from hypothesis import find
from hypothesis import strategies as st

from conformance import subjects
from conformance.campaign.programs import wander
from conformance.comparing import compare
from conformance.programs import Program, run
from conformance.scenarios import (
    HypothesisSource,
    RandomSource,
    Scene,
    SimplestSource,
    all_scenarios,
    build,
)
from conformance.scenarios.builder import FILLED, fits, nested, number
from conformance.scenarios.random_programs import KINDS, TASTES, random_program, random_step
from conformance.scenarios.spellings import OUT_WRITES, VIEWS, WRITES


def scene(seed=0, **options):
    return Scene(RandomSource(seed), "eager", **options)


def test_random_choices_are_those_of_randint():
    """A faster way to the same integers."""
    source, plain = RandomSource("a:1"), random.Random("a:1")
    for high in range(300):
        assert source.integer(-3, high) == plain.randint(-3, high)


@pytest.mark.parametrize("area", TASTES)
def test_a_random_program_is_a_program(area):
    """It reads back from its own source, as any program does."""
    s = scene(area)
    random_program(s, area)
    s.close()
    program = s.program()
    assert Program.from_source(program.source()) == program


def test_the_same_choices_give_the_same_program():
    """Nothing but the source decides: a failure can be made again from its seed."""
    programs = [build("views.random-programs", RandomSource(7), "eager").program() for _ in "ab"]
    assert programs[0] == programs[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_step_writes_a_line_anywhere(kind):
    """A kind that finds nothing to act on makes what it needs."""
    for seed in range(10):
        s = scene(seed)
        KINDS[kind](s)
        s.close()
        assert len(s.program()) >= 1


@pytest.mark.parametrize("rule", ["operators.det", "operators.svd"])
def test_nothing_goes_on_from_a_decomposition(rule):
    """What should be zero there is a rounding error, which a step that divides by it would show."""
    for seed in range(20):
        s = scene(seed)
        all_scenarios()[rule](s)
        written = len(s)
        s.surround()
        wander(s, "views", written + 10)
        assert len(s) == written


def test_the_scene_knows_what_a_line_did():
    """The state is there as soon as the line is written."""
    s = scene()
    a = s.leaf((2, 3), "float64")
    b = s.let(f"{a} * 2")
    assert tuple(s.value(b).shape) == (2, 3)
    assert s.tensors(lambda tensor: not tensor.is_leaf) == [b]
    assert s.do(f"{a}.add_(1)").startswith("RuntimeError: a leaf Variable")
    assert s.do(f"{b}.add_(1)") is None
    s.close()


def test_a_claim_is_checked_and_is_no_part_of_the_program():
    """What a scenario says of its program is found wrong where it is wrong."""
    s = scene()
    a = s.leaf((1,))
    s.claim(f"{a}.requires_grad")
    s.claim(f"{a}._version == 5")
    s.claim("nothing_of_that_name")
    s.do(f"{a}.add_(1)", raises="a leaf Variable")
    s.do(f"{a}.sum()", raises="an error")
    s.close()
    assert len(s.broken_claims) == 3
    assert len(s.program()) == 3


def test_a_line_that_fails_ends_the_scenario_that_builds_on_it():
    """The program keeps the failing line; the claims say what is missing."""
    s = build("detach.cuts-gradient", SimplestSource(), "eager")
    assert s.broken_claims == []
    with pytest.raises(LookupError):
        s.value("nothing_of_that_name")


def test_modes_do_not_leak_out_of_a_scene():
    """What a program leaves switched off is switched on again when it is done."""
    s = scene()
    s.do("torch.set_grad_enabled(False)")
    s.close()
    assert torch.is_grad_enabled()


@pytest.mark.parametrize("shape", FILLED)
def test_views_and_writes_fit_the_shape_they_are_chosen_for(shape):
    """What the tables say a shape allows does not raise."""
    for entry in (*VIEWS, *WRITES, *OUT_WRITES):
        s = scene()
        a = s.let(f"torch.ones({shape})")
        if fits(entry, s.value(a)):
            assert s.do(entry.text.format(x=a)) is None or "expand" in entry.text, entry
        s.close()


def test_a_sweep_meets_every_spelling():
    """As many sweeps as the widest table is long, and each of its entries has come up."""
    options = ("a", "b", "c", "d", "e")
    seen = set()
    sweep = 0
    while True:
        s = scene(sweep, sweep=sweep)
        seen.add(s.spelling(*options))
        s.close()
        sweep += 1
        if sweep >= s.widest:
            break
    assert seen == set(options)


def test_below_a_swept_choice_the_others_are_free():
    """A scenario that sweeps over operators varies their spellings at random."""
    inner = set()
    for seed in range(30):
        s = scene(seed, sweep=0)
        with s.sweeping_over("x", "y") as chosen:
            assert chosen == "x"
            inner.add(s.spelling("a", "b", "c"))
        assert s.widest == 2
        s.close()
    assert inner == {"a", "b", "c"}


def test_the_simplest_choices_give_a_short_plain_program():
    """What shrinking ends in has nothing in it that could be left out."""
    program = build("detach.shares-memory", SimplestSource(), "eager").program()
    assert program.source() == (
        "a = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)\n"
        "b = a * 2\n"
        "c = b.detach()\n"
        "c.add_(1)\n"
    )


def test_hypothesis_shrinks_a_scene():
    """Driven by Hypothesis, the choices shrink towards the simplest."""

    @st.composite
    def programs(draw):
        s = Scene(HypothesisSource(draw), "eager")
        s.leaf()
        for _ in range(s.integer(0, 6)):
            random_step(s, "gradients")
        s.close()
        return s.program()

    found = find(
        programs(), lambda program: "backward" in program.source(), random=random.Random(3)
    )
    assert len(found) <= 3


def test_numbers_and_lists_are_written_as_python():
    """Also those that Python has no literal for."""
    assert nested([1.0, 2.0, 3.0, 4.0], (2, 2)) == "[[1.0, 2.0], [3.0, 4.0]]"
    assert nested([], (2, 0)) == "[[], []]"
    assert nested([5.0], ()) == "5.0"
    assert number(float("-inf")) == 'float("-inf")'


def random_scene(seed, trusted):
    """A scene that has run a random program, the taste turning with the seed."""
    tastes = [taste for taste in TASTES if taste != "surroundings"]
    scene = Scene(RandomSource(f"trusted:{seed}"), trusted=trusted)
    random_program(scene, tastes[seed % len(tastes)])
    scene.close()
    return scene


def test_trusted_scenes_write_what_checked_scenes_write():
    """Not checking changes nothing: same programs, same traces, all of it in the safe subset."""
    for seed in range(60):
        trusted, checked = random_scene(seed, True), random_scene(seed, False)

        program = Program.from_source(trusted.program().source())
        assert program == checked.program()
        assert compare(checked.expected or trace_of(checked), trace_of(trusted)) == []


def trace_of(scene):
    """The trace of the scene's program, run once more, by its own code."""
    return run(scene.program(), subjects.get("reference"), scene.look)


def test_a_scene_whose_looking_changed_nothing_knows_the_trace():
    """Nearly always asking for shapes has changed nothing; where it has, the trace is not known."""
    scenes = [random_scene(seed, False) for seed in range(120)]
    at_end = [scene for scene in scenes if scene.look == "end"]

    assert all(scene.expected for scene in scenes if scene.look == "each")
    assert sum(scene.expected is None for scene in at_end) < len(at_end) / 4
    for scene in at_end:
        assert scene.expected is None or compare(scene.expected, trace_of(scene)) == []


def test_looking_that_renews_a_view_is_noticed():
    """A stale view that is asked for its node while the program is built is not as it would be."""
    scene = Scene(SimplestSource())
    scene.look = scene._session.look = "end"
    scene.do("a = torch.ones(2, requires_grad=True)")
    scene.do("b = a * 2")
    scene.do("c = b[:1]")
    scene.do("b.mul_(2)")

    scene.tensors(lambda tensor: tensor.is_leaf)
    scene.close()

    assert scene.expected is None
