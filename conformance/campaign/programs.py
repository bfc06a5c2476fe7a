"""The random programs of campaigns: the whole language, mixed.

A program wanders, as the random programs of the suite do, with a taste for one area. On its way it
comes upon the hearts of rules, as their scenarios write them: custom Functions, modules and
optimizers, hooks of every kind, modes, every operator. And it is frugal: where a scenario asks for
a new leaf, it is now and then given a tensor that is there already, with all its past: a view, a
detached one, one that was written to. So what one rule is about meets what another is about.
Further kinds of steps (`further_steps`) do to what is there what scenarios do to what they made.
"""

from __future__ import annotations

from functools import cache

from conformance.campaign.further_steps import further_step
from conformance.campaign.openings import open_with
from conformance.scenarios import Scenario, all_scenarios
from conformance.scenarios.builder import ANY_SHAPE, FILLED, Scene, Unbound
from conformance.scenarios.random_programs import (
    binary,
    inner,
    no_grad_block,
    pick,
    random_step,
    unary,
    write,
    write_detached,
    write_tensor,
)

# In percent: how often a heart comes in place of a step, and how often it is given what is there.
HEARTS = 14
REUSE = 35
# In percent of the others: steps of the kinds that only campaigns have.
FURTHER = 8

# Steps that may follow a program of the corpus.
CONTINUED = 6

# The areas are equally likely, but for the operators, of which there are as many as of all others.
OPERATORS = 4


def random_mixture(s: Scene, area: str, longest: int) -> None:
    """Write a program with a taste for one area."""
    s.leaf(shapes=ANY_SHAPE if s.chance(20) else FILLED)
    wander(s, area, s.integer(1, longest))


def continued_mixture(s: Scene, area: str, name: str) -> None:
    """Write a program of the corpus, and go on from there for some steps, or for none."""
    if open_with(s, name):
        wander(s, area, len(s) + s.integer(0, CONTINUED))


def wander(s: Scene, area: str, length: int) -> None:
    """Write steps until the program has that many, and perhaps a backward pass to end it.

    A decomposition of matrices ends it too: where a gradient should be zero it is noise there,
    which shows once something is divided by it.
    """
    while len(s) < length and not s.is_over:
        if s.chance(HEARTS):
            heart(s)
        elif s.chance(FURTHER):
            further_step(s)
        else:
            random_step(s, area)
    if not s.is_over and s.chance(60) and s.tensors(inner):
        s.backward(pick(s, inner))


def overwriting_mixture(s: Scene, area: str, longest: int) -> None:
    """Write such a program, and end it by writing to what may have been saved, and by backward.

    That is what soundness is about, and one program in fifty would come to it by itself.
    """
    random_mixture(s, area, longest)
    for _ in range(s.integer(1, 3)):
        s.one_of(unary, binary)(s)
        s.one_of(write, write_tensor, no_grad_block, write_detached)(s)
        if s.tensors(inner):
            s.backward(pick(s, inner), "retain_graph=True")


def heart(s: Scene) -> None:
    """Write what some rule is about."""
    rule, scenario = s.one_of(*s.one_of(*_by_area()))
    s.about = rule
    try:
        with s.reusing(REUSE):
            scenario(s)
    except Unbound:
        pass  # what it builds on was refused: that is shown, and the program goes on
    finally:
        s.about = None


@cache
def _by_area() -> tuple[tuple[tuple[str, Scenario], ...], ...]:
    """The rules of each area with their scenarios, without the random programs themselves."""
    areas: dict[str, list[tuple[str, Scenario]]] = {}
    for rule, scenario in sorted(all_scenarios().items()):
        area, _, words = rule.partition(".")
        if words != "random-programs":
            areas.setdefault(area, []).append((rule, scenario))
    operators = [tuple(areas["operators"])] * (OPERATORS - 1)
    return (*map(tuple, areas.values()), *operators)
