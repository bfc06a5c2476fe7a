"""Replaying one program: on the specification and on a subject, and where they part."""

import re
from dataclasses import dataclass
from pathlib import Path

from conformance import subjects
from conformance.comparing import Difference, compare, compiled, verdict
from conformance.corpus import CorpusProgram
from conformance.corpus import load as load_corpus_program
from conformance.expectations import hazards
from conformance.programs import Program, run
from conformance.programs.session import When
from conformance.subjects import Subject
from conformance.tracing import Trace

# A program file without any of these in its opening comment has no header, and needs none.
_HEADER = re.compile(r"(?:#.*\n)*# ?(?:rule|source|claim|since):")


class UnreadableProgram(Exception):
    """A program file that cannot be read; the text names it and says why."""


class DeadlyProgram(Exception):
    """The program is known to kill the process of a healthy torch; the text says which issue."""


@dataclass(frozen=True)
class Replay:
    """One program, run twice.

    Attributes:
        program: what was run.
        expected, actual: the traces of the specification and of the subject.
        differences: between the two, by step.
        look: when the variables were looked at.
    """

    program: Program
    expected: Trace
    actual: Trace
    differences: list[Difference]
    look: When

    def differences_at(self, step: int) -> list[Difference]:
        """The differences of one step; those of the end have the number of steps."""
        return [each for each in self.differences if each.step == step]


def read_program(path: Path) -> tuple[Program, CorpusProgram | None]:
    """The program of a file, and its header if it has one, as the files of the corpus do.

    Raises:
        UnreadableProgram: there is no such file, or it is no text.
        conformance.corpus.MalformedHeader: the header is not as it should be.
        conformance.programs.UnsafeProgram: it is outside the safe subset.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableProgram(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableProgram(f"cannot read {path}: not UTF-8 text") from error
    header = load_corpus_program(path) if _HEADER.match(text) else None
    return Program.from_source(text), header


def replay(program: Program, subject: Subject) -> Replay:
    """Run a program on the specification and on the subject.

    Looking at variables can change what happens next, so the program is run twice on each: looked
    at after each step, and, if no difference shows, at the end only.

    Raises:
        conformance.comparing.BeyondSpecification: it needs what the specification does not have.
        conformance.comparing.NothingToCompile: the subject compiles, and it has nothing for that.
        DeadlyProgram: it would take this process with it.
    """
    stepwise = _replay(program, subject, "each")
    if stepwise.differences:
        return stepwise
    at_end = _replay(program, subject, "end")
    return at_end if at_end.differences else stepwise


def _replay(program: Program, subject: Subject, look: When) -> Replay:
    reference = subjects.get("reference")
    if subject.backend is not None:
        program = compiled.arranged(program, subject, reference)
    expected = run(program, reference, look)
    if expected.hazards:
        hazard = hazards()[expected.hazards[0]]
        raise DeadlyProgram(str(hazard))
    actual = run(program, subject, look)
    if subject.backend is None:
        differences = compare(expected, actual, subject.levels)
    else:
        levels = subject.levels
        differences = compiled.differences(program, expected, actual, levels, reference)
    compiles = subject.backend is not None
    if differences or compiles:
        # Is it one that can be judged? This raises BeyondSpecification or NothingToCompile if not.
        divergence = verdict(program, subject, look, expected=expected)
        differences = [] if compiles and divergence is None else differences
    return Replay(program, expected, actual, differences, look)
