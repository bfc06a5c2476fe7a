"""Making a program smaller, while it keeps showing what it shows."""

from collections.abc import Callable

from conformance.programs.program import Program


def reduce_program(program: Program, still_diverges: Callable[[Program], bool]) -> Program:
    """The program without statements that are not needed."""
    for place in reversed(range(len(program))):
        steps = program.steps[:place] + program.steps[place + 1 :]
        try:
            candidate = Program(steps)
        except ValueError:
            continue
        if still_diverges(candidate):
            program = candidate
    return program
