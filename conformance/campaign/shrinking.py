"""Of each distinct divergence, the smallest program that still shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from conformance.campaign.settings import Finding
from conformance.programs import Program, reduce_program

if TYPE_CHECKING:
    from conformance.campaign.judging import Judge

# Programs that may be tried for one divergence; a deadly one costs a process each, a hanging one
# the time until it counts as hanging.
MOST_TRIES = {"crash": 200, "hang": 12}


def diverging(found: Finding, judge: Judge) -> Finding:
    """The same divergence, of a program as small as the reducer can make it."""
    from conformance.campaign.judging import finding

    if found.level in ("harness", "unrepeatable"):
        return found
    divergence = judge.judge_program(Program.from_source(found.program), found.look)
    if divergence is None:
        return msgspec.structs.replace(found, confirmed=False)
    return finding(found.number, found.area, judge.shrink(divergence))


def deadly(found: Finding, run: Callable[[str, str], tuple[str, str | None]]) -> Finding:
    """The same death, of a smaller program. `run` tells how a program dies in a process alone."""

    def still_dies(program: Program) -> bool:
        return run(program.source(), found.look) == (found.level, found.actual)

    if not found.program:
        return found  # it died while it was being written
    program = Program.from_source(found.program)
    smallest = reduce_program(program, still_dies, MOST_TRIES[found.level])
    return msgspec.structs.replace(found, program=smallest.source(), step=len(smallest) - 1)
