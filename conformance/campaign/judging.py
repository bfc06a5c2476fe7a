"""Judging one random program: write it on the reference, run it on the subject, compare."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Collection
from functools import partial

from conformance import subjects
from conformance.campaign.openings import opening
from conformance.campaign.programs import continued_mixture, overwriting_mixture, random_mixture
from conformance.campaign.settings import Finding, Settings, compiles
from conformance.comparing import (
    BeyondSpecification,
    Divergence,
    NotJudged,
    compare,
    shrink,
    verdict,
)
from conformance.expectations.deviations import load as load_expectations
from conformance.installation import torch_version
from conformance.programs import Program, run
from conformance.scenarios.builder import Scene, Unbound
from conformance.scenarios.random_programs import AREAS
from conformance.scenarios.sources import RandomSource
from conformance.soundness import unsound
from conformance.subjects import Subject
from conformance.tracing import Trace

# One program in so many is looked at after each step. Such a program shows what comes and goes
# before the end, and costs as much as two or three that are looked at when they are over.
LOOKED_AT_EACH_STEP = 5

# Why nothing is said about a program that `expectations/hazards.toml` lists.
DEADLY = "they kill healthy releases"

# Words by which a subject says that something inside it is broken: nothing it does after that can
# be held against it, in this process.
_INTERNAL = ("INTERNAL ASSERT FAILED", "please report a bug to PyTorch", "SystemError")
_OUT_OF_MEMORY = ("MemoryError", "can't allocate memory", "out of memory")


# The areas that soundness is about: `data` is about what is promised nothing.
SAFE_AREAS = tuple(area for area in AREAS if area != "data")


class OutOfMemory(Exception):
    """The subject has run out of memory in the middle of a program."""


def write(settings: Settings, number: int) -> tuple[str, Scene]:
    """The area of the program with that number, and the scene that has written it."""
    source = RandomSource(f"{settings.seed}:{number}")
    areas = SAFE_AREAS if settings.sound else AREAS
    area = areas[source.integer(0, len(areas) - 1)]
    look = "each" if source.integer(1, LOOKED_AT_EACH_STEP) == 1 else "end"
    scene = Scene(source, trusted=True, look=look)
    try:
        if settings.sound:
            overwriting_mixture(scene, area, settings.longest)
        elif name := _opening(settings, number):
            continued_mixture(scene, area, name)
        else:
            random_mixture(scene, area, settings.longest)
    except Unbound:
        pass  # what a step builds on was refused: the program ends there, and shows that
    finally:
        scene.close()
    return area, scene


def _opening(settings: Settings, number: int) -> str | None:
    """The corpus program that this one begins with. What is compiled is no such program."""
    return None if compiles(settings.subject) else opening(settings.seed, number)


class Judge:
    """Judges programs by number, for one campaign, in this process."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.subject: Subject = subjects.get(settings.subject, settings.device)
        subjects.run_on(settings.device)
        self.reference = subjects.get("reference")
        self.levels: Collection[str] = settings.levels or self.subject.levels
        self.start_counting()
        torch = torch_version()
        self._expectations = [
            entry
            for entry in load_expectations()
            if entry.applies(settings.subject, settings.device, torch)
        ]

    def start_counting(self) -> None:
        """From here on, count anew."""
        self.not_judged: Counter[str] = Counter()
        self.known: Counter[str] = Counter()

    def judge(self, number: int) -> Finding | None:
        """What is wrong with the program of that number; None if nothing is."""
        area, scene = "errors", None
        try:
            area, scene = write(self.settings, number)
            return self._compare(number, area, scene)
        except (OutOfMemory, MemoryError):
            raise
        except Exception as error:
            program = "" if scene is None else scene.program().source()
            return _mistake_of_ours(number, area, program, error)

    def judge_program(self, program: Program, look: str) -> Divergence | None:
        """How the subject diverges on a program that is at hand."""
        if self.settings.sound:
            return unsound(program, self.subject)
        return verdict(program, self.subject, look, self.levels)

    def shrink(self, divergence: Divergence) -> Divergence:
        """The same divergence on a smaller program."""
        judge = partial(unsound, subject=self.subject) if self.settings.sound else None
        return shrink(divergence, self.subject, judge=judge)

    def run_both(self, program: Program, look: str) -> None:
        """Run a program on both sides, for the sake of what becomes of the process."""
        self._run(program, look, run(program, self.reference, look))

    def _run(self, program: Program, look: str, expected: Trace) -> Trace:
        """Run a program on the subject. OutOfMemory where the specification goes on."""
        actual = run(program, self.subject, look)
        refuse_exhausted(expected, actual)
        return actual

    def _compare(self, number: int, area: str, scene: Scene) -> Finding | None:
        program, look = scene.program(), scene.look
        if self.settings.sound or self.subject.backend is not None:
            return self._judge(number, area, Program.from_source(program.source()), look)
        expected = scene.expected or run(program, self.reference, look)
        if expected.hazards:
            self.not_judged[DEADLY] += 1
            return None
        actual = self._run(program, look, expected)
        if not compare(expected, actual, self.levels):
            return None
        # From here on the program is one that was read, as any other.
        program = Program.from_source(program.source())
        excused = self.known.total() + self.not_judged.total()
        found = self._judge(number, area, program, look)
        if found is None and excused == self.known.total() + self.not_judged.total():
            return _not_again(number, area, program, look)
        return found

    def _judge(self, number: int, area: str, program: Program, look: str) -> Finding | None:
        """What is wrong with a program that was read."""
        try:
            divergence = self.judge_program(program, look)
        except NotJudged as why:
            self.not_judged[str(why)] += 1
            return None
        except BeyondSpecification as error:
            return _mistake_of_ours(number, area, program.source(), error)
        if divergence is None:
            return None
        entry = next((each for each in self._expectations if each.means(divergence)), None)
        if entry is not None:
            self.known[f"{entry.reason} {entry.issue}"] += 1
            return None
        return finding(number, area, divergence)


def finding(number: int, area: str, divergence: Divergence) -> Finding:
    """A divergence as it is reported."""
    return Finding(
        number,
        area,
        divergence.signature,
        divergence.level,
        divergence.program.source(),
        divergence.look,
        divergence.step,
        divergence.where,
        divergence.expected,
        divergence.actual,
        divergence.kind,
    )


def is_internal(finding: Finding) -> bool:
    """Has the subject said that something inside it is broken?"""
    return any(words in finding.actual for words in _INTERNAL)


def refuse_exhausted(expected: Trace, actual: Trace) -> None:
    """Raise OutOfMemory if the subject ran out of it where the specification does not."""
    for one, other in zip(expected.steps, actual.steps, strict=True):
        if other.error is not None and one.error != other.error:
            text = str(other.error)
            if any(words in text for words in _OUT_OF_MEMORY):
                raise OutOfMemory(text.partition("\n")[0])


def _mistake_of_ours(number, area, program, error):
    """The reference or the harness has failed on a program: as bad as any divergence."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].name}" if frames else "?"
    words = " ".join(f"{type(error).__name__}: {error}".split())
    kind = f"{type(error).__name__} in {place}"
    return Finding(
        number=number,
        area=area,
        signature=f"harness: {kind}",
        level="harness",
        program=program,
        look="each",
        step=0,
        where="the reference or the harness",
        expected="a verdict",
        actual=words,
        kind=kind,
    )


def _not_again(number, area, program, look):
    """The two sides parted, and did not when the program was run again in the same process."""
    return Finding(
        number=number,
        area=area,
        signature="unrepeatable: differs once and not again",
        level="unrepeatable",
        program=program.source(),
        look=look,
        step=0,
        where="the whole program",
        expected="the same each time",
        actual="differs once and not again",
        kind="unrepeatable",
        confirmed=False,
    )
