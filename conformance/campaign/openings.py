"""Programs of the corpus, and medleys, as the openings of random programs.

What somebody has thought of once is worth meeting in bulk, and going on from. A random program in
`EVERY` begins with one of these, from its first line to its last, and wanders on among what that
has made. The programs take turns, in an order that the seed decides: a campaign of a minute meets
each of them.

A program about a rule that some release is known to break (`conformance/expectations`) is left to
the suite, which knows by the rule what to expect of it.
"""

from __future__ import annotations

import random
from functools import cache
from typing import NamedTuple

from packaging.version import Version

from conformance import corpus, medleys
from conformance.expectations.deviations import load as load_expectations
from conformance.installation import torch_version
from conformance.programs import Program
from conformance.scenarios.builder import Scene

# One program in so many begins with one of these.
EVERY = 8

# Medleys say nothing about releases: they were tried on this one and those after it.
MEDLEYS_SINCE = Version("2.13")

# What is not gone on from. What programs about values compute may be rounding errors, and a step
# that divides by these shows nothing; of what transforms give, more is left open than can be told.
NUMERIC = ("gradients", "modules", "operators", "optimizers", "pointwise")
TRANSFORMS = ("torch.func", "torch.vmap", "forward_ad")


class Opening(NamedTuple):
    """A program: the rule it is about, if one, its statements, and may it be gone on from?"""

    rule: str | None
    lines: tuple[str, ...]
    goes_on: bool


def opening(seed: int, number: int) -> str | None:
    """What the random program of this number begins with, by name; or None."""
    turn, rest = divmod(number, EVERY)
    if rest != EVERY - 1:
        return None
    names = _order(seed)
    return names[turn % len(names)]


def open_with(s: Scene, name: str) -> bool:
    """Write the lines of one of these programs; whether it may be gone on from."""
    opening = programs()[name]
    s.about = opening.rule
    for line in opening.lines:
        s.do(line)
    s.about = None
    s.number_names()
    return opening.goes_on


@cache
def _order(seed: int) -> list[str]:
    names = list(programs())
    random.Random(f"{seed}:openings").shuffle(names)
    return names


@cache
def programs() -> dict[str, Opening]:
    """The programs that are meant for the installed release, by name."""
    release = torch_version()
    broken = {entry.rule for entry in load_expectations()}
    found = {
        each.name: _read(each.path.parent.name, each.text, each.rule)
        for each in corpus.load_all()
        if each.meant_for(release) and each.rule not in broken
    }
    if Version(release) >= MEDLEYS_SINCE:
        for name, text in medleys.load_all().items():
            found[f"medleys/{name}"] = _read(name.partition("/")[0], text)
    return found


def _read(area: str, text: str, rule: str | None = None) -> Opening:
    lines = tuple(step.source for step in Program.from_source(text).steps)
    goes_on = area not in NUMERIC and not any(words in text for words in TRANSFORMS)
    return Opening(rule, lines, goes_on)
