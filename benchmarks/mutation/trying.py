"""Trying mutants: each is planted in a copy of this process, which looks for what notices it."""

from __future__ import annotations

import itertools
import resource
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.mutation.evidence import Evidence, Lines
from benchmarks.mutation.mutants import Mutant
from benchmarks.mutation.planting import plant
from benchmarks.mutation.processes import in_copies

# CPU time that a program or test may take under a mutant: so many times its own, and a second.
PATIENCE = 10
MEMORY = 8 << 30  # bytes of address space, which a mutant that loops would fill


class Tried(NamedTuple):
    """What became of a mutant.

    status: killed (something noticed), timeout (it loops), crash (it kills the process), survived,
    unreached (nothing reaches the statement), untried (there was no time).
    by: what noticed it.
    """

    mutant: Mutant
    status: str
    by: str = ""


def try_all(
    mutants: Sequence[Mutant],
    evidence: Sequence[Evidence],
    most: float,
    jobs: int,
    until: float,
    earlier: Mapping[str, str],
) -> Iterator[Tried]:
    """What becomes of each mutant.

    `most`: how many CPU seconds of evidence each is given, the quickest first. `earlier`: what
    noticed it before, which is asked first of all.
    """
    lines = Lines()
    chosen: dict[str, list[Evidence]] = {}
    for mutant in mutants:
        changed = lines.changed_by(mutant)
        reaching = [each for each in evidence if each.reached & changed]
        sums = itertools.accumulate(each.seconds for each in reaching)
        asked = [each for each, so_far in zip(reaching, sums, strict=True) if so_far <= most]
        first = [each for each in reaching if each.name == earlier.get(mutant.change)]
        chosen[mutant.name] = [*first, *asked]

    def work(mutant: Mutant) -> str:
        return _search(mutant, chosen[mutant.name])

    def cost(mutant: Mutant) -> float:
        return sum(each.seconds for each in chosen[mutant.name])

    left = {mutant.name: mutant for mutant in mutants}
    reached = sorted((each for each in mutants if chosen[each.name]), key=cost)
    for mutant in mutants:
        if not chosen[mutant.name]:
            yield Tried(left.pop(mutant.name), "unreached")
    for mutant, told, died in in_copies(reached, work, jobs, until):
        del left[mutant.name]
        if told is not None:
            yield Tried(mutant, "killed" if told else "survived", told)
        else:
            loops = died in ("SIGPROF", "SIGKILL")
            yield Tried(mutant, "timeout" if loops else "crash", died or "an error")
    for mutant in left.values():
        yield Tried(mutant, "untried")


def _search(mutant: Mutant, evidence: Sequence[Evidence]) -> str:
    """The name of what notices the mutant; empty if nothing does."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    plant(mutant)
    for each in evidence:
        signal.setitimer(signal.ITIMER_PROF, 1 + PATIENCE * each.seconds)
        try:
            noticed = each.notices()
        except Exception as error:  # it broke what looks at the specification
            return f"{each.name}: {type(error).__name__}"
        if noticed:
            return each.name
    signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def deadline(minutes: float) -> float:
    """When no more mutants are begun."""
    return time.monotonic() + 60 * minutes
