"""What a campaign is asked to do, and what it finds: plain data that travels as JSON."""

from __future__ import annotations

import msgspec

# Programs of one chunk: the unit of work, and what a killed machine costs at most.
CHUNK = 200
COMPILED_CHUNK = 20  # compiling a program takes longer than running fifty
LONGEST = 17  # steps at most: a mean of about ten


def chunk_of(subject: str) -> int:
    """How many programs of this subject make a chunk."""
    return COMPILED_CHUNK if compiles(subject) else CHUNK


def compiles(subject: str) -> bool:
    """Is it torch behind its compiler?"""
    return subject.startswith("compile:")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What decides which programs are run, and how they are judged.

    Attributes:
        seed: of all choices; program n of a seed is always the same.
        subject, device: what is judged, and where.
        levels: the levels that are compared; empty for all that the subject is held to.
        longest: the most steps of a program, less the closing ones.
        timeout: seconds after which a program hangs.
        sound: whether the programs are judged by the promise of soundness alone.
        memory: MiB that a worker may take beyond what it has after its imports.
    """

    seed: int = 0
    subject: str = "eager"
    device: str = "cpu"
    levels: tuple[str, ...] = ()
    longest: int = LONGEST
    sound: bool = False
    timeout: float = 30.0
    memory: int = 4096


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program on which the subject does not do what the specification says.

    Attributes:
        number: of the program.
        area: what the program has a taste for.
        signature: the same for what looks like one fault.
        level: one of `tracing.LEVELS`; or `crash`, `hang`; or `harness` for a mistake of ours.
        program: its source.
        look: when its variables are looked at, "each" or "end".
        step: index of the first step that differs.
        where, expected, actual: the first difference there.
        kind: `where` without the program's names.
        confirmed: whether the program alone, in a fresh process, did it again.
    """

    number: int
    area: str
    signature: str
    level: str
    program: str
    look: str
    step: int
    where: str
    expected: str
    actual: str
    kind: str
    confirmed: bool = True

    @property
    def is_deadly(self) -> bool:
        """Did it take its process with it?"""
        return self.level in ("crash", "hang")


class ChunkResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of the programs with the numbers from `start` up to `stop`.

    Attributes:
        findings: in the order of the numbers.
        not_judged: how many programs nothing was said about, by the reason.
        known: how many programs diverge as it was expected, by the reason.
        rules: rules that programs of the chunk have reached, of those that were watched.
    """

    start: int
    stop: int
    findings: tuple[Finding, ...] = ()
    not_judged: dict[str, int] = {}
    known: dict[str, int] = {}
    rules: tuple[str, ...] = ()
