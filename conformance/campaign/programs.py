"""The random programs of campaigns: the whole language, mixed.

A program wanders, as the random programs of the suite do, with a taste for one area. On its way it
comes upon the hearts of rules, as their scenarios write them: custom Functions, modules and
optimizers, hooks of every kind, modes, every operator. And it is frugal: where a scenario asks for
a new leaf, it is now and then given a tensor that is there already, with all its past: a view, a
detached one, one that was written to. So what one rule is about meets what another is about.
"""

from __future__ import annotations

from functools import cache

from conformance.scenarios import Scenario, all_scenarios
from conformance.scenarios.builder import ANY_SHAPE, FILLED, Scene, Unbound
from conformance.scenarios.random_programs import inner, pick, random_step

# In percent: how often a heart comes in place of a step, and how often it is given what is there.
HEARTS = 14
REUSE = 35

# The areas are equally likely, but for the operators, of which there are as many as of all others.
OPERATORS = 4


def random_mixture(s: Scene, area: str, longest: int) -> None:
    """Write a program with a taste for one area."""
    s.leaf(shapes=ANY_SHAPE if s.chance(20) else FILLED)
    length = s.integer(1, longest)
    while len(s) < length:
        if s.chance(HEARTS):
            heart(s)
        else:
            random_step(s, area)
    if s.chance(60) and s.tensors(inner):
        s.backward(pick(s, inner))


def heart(s: Scene) -> None:
    """Write what some rule is about."""
    scenarios = s.one_of(*_by_area())
    scenario = s.one_of(*scenarios)
    with s.reusing(REUSE):
        try:
            scenario(s)
        except Unbound:
            return  # what it builds on was refused: that is shown, and the program goes on


@cache
def _by_area() -> tuple[tuple[Scenario, ...], ...]:
    """The scenarios of each area, without the random programs themselves."""
    areas: dict[str, list[Scenario]] = {}
    for rule_id, scenario in sorted(all_scenarios().items()):
        area, _, words = rule_id.partition(".")
        if words != "random-programs":
            areas.setdefault(area, []).append(scenario)
    operators = [tuple(areas["operators"])] * (OPERATORS - 1)
    return (*map(tuple, areas.values()), *operators)
