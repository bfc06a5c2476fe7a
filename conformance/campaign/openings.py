"""Programs of the corpus, and medleys, as the openings of random programs.

What somebody has thought of once is worth meeting in bulk, and going on from. A random program in
`EVERY` begins with one of these, and wanders on among what that has made. Every other time one or
two of its lines are changed. The programs take turns, in an order that the seed decides: a campaign
of a minute meets each of them.

A program about a rule that some release is known to break (`conformance/expectations`) is left to
the suite, which knows by the rule what to expect of it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from packaging.version import Version

from conformance import corpus, medleys
from conformance.expectations.deviations import load as load_expectations
from conformance.installation import torch_version
from conformance.programs import Program
from conformance.scenarios.builder import Scene
from conformance.scenarios.random_programs import random_step

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
    """Write the lines of one of these programs; whether it may be gone on from.

    Of those that may, every other one is not what it was: see `altered`.
    """
    opening = programs()[name]
    s.about = opening.rule
    s.number_names()
    lines = opening.lines
    if opening.goes_on and s.chance(50):
        lines = altered(s, lines)
    for line in lines:
        if line is None:
            random_step(s, "surroundings")
        else:
            s.do(line)
    s.about = None
    return opening.goes_on


def altered(s: Scene, lines: Sequence[str]) -> list[str | None]:
    """The lines with one or two small changes; None where a random step comes between.

    Whoever wrote them chose this order, these flags, and nothing in between. A line is left out or
    comes twice, a flag is the other, or something else happens first.
    """
    changed: list[str | None] = list(lines)
    for _ in range(s.integer(1, 2)):
        place = s.integer(0, len(changed) - 1)
        line = changed[place]
        kind = s.integer(1, 5)
        if kind <= 2 or line is None:
            changed.insert(place, None)
        elif kind == 3 and not _defines(line):
            changed.insert(place, line)
        elif kind == 4 and len(changed) > 1:
            del changed[place]
        else:
            changed[place] = _FLAG.sub(_the_other, line, count=1)
    return changed


_FLAG = re.compile(r"\b(True|False)\b")


def _the_other(flag: re.Match[str]) -> str:
    return "False" if flag[0] == "True" else "True"


def _defines(line: str) -> bool:
    """Is it a definition or an import? Once is enough."""
    return line.startswith(("import ", "from ", "def ", "class ", "@"))


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
