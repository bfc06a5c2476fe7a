"""The processes that run programs, and may die of them: `python -m conformance.campaign.worker`.

There are two. The **keeper** has imported everything and runs no program, ever. What it is asked to
run, a **copy** of it runs, which takes the requests that follow, too, until it dies or is told to
leave; then the keeper says how it ended. So a death costs a copy, and not another import of torch.

Requests come in by the standard input, what happens goes out by the standard output, a line of JSON
each. Before a copy runs a program it says so: whatever becomes of the process, the line is in the
pipe, and the other end knows which program it was.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

import msgspec

from conformance import garbage
from conformance.campaign.settings import Finding, Settings
from conformance.programs import Program
from conformance.tracing.trace import LEVELS

# What torch imports late: when the first program runs backward, or steps an optimizer.
_LATE = ("torch.fx.experimental.symbolic_shapes", "torch._dynamo")

# One program in so many is watched for the rules that it fires: watching takes time.
WATCHED = 25

# The status of a copy that ran out of memory.
EXHAUSTED = 77


class Range(msgspec.Struct, tag="range"):
    """Judge the programs with the numbers from start up to stop, in a copy that goes on living."""

    start: int
    stop: int


class Shrink(msgspec.Struct, tag="shrink"):
    """Make the program of a finding as small as possible, in such a copy."""

    finding: Finding


class Alone(msgspec.Struct, tag="alone"):
    """Run the program of that number in a copy of its own: how does that end?"""

    number: int


class ShrinkDeadly(msgspec.Struct, tag="shrink deadly"):
    """Make a deadly program as small as possible: each try in a copy of its own."""

    finding: Finding


class Leave(msgspec.Struct, tag="leave"):
    """The copy ends."""


class Ready(msgspec.Struct, tag="ready"):
    """The keeper can begin; what is judged."""

    description: str
    version: str
    levels: tuple[str, ...]


class Unable(msgspec.Struct, tag="unable"):
    """The keeper cannot begin, and why: a mistake of the caller."""

    reason: str


class Copied(msgspec.Struct, tag="copied"):
    """There is a new copy."""

    process: int


class At(msgspec.Struct, tag="at"):
    """The copy is about to run the program of this number."""

    number: int


class Found(msgspec.Struct, tag="found"):
    """The program that the copy was at has shown something."""

    finding: Finding


class Done(msgspec.Struct, tag="done"):
    """The range is done; or, if the copy may be poisoned, as far as it got."""

    not_judged: dict[str, int]
    known: dict[str, int]
    rules: tuple[str, ...]
    poisoned: bool


class Shrunk(msgspec.Struct, tag="shrunk"):
    """The smallest finding."""

    finding: Finding


class Wrote(msgspec.Struct, tag="wrote"):
    """The program that is to run alone."""

    area: str
    program: str
    look: str


class Ended(msgspec.Struct, tag="ended"):
    """How the program that ran alone has ended: None if it lived."""

    death: str | None
    level: str


class Over(msgspec.Struct, tag="over"):
    """The copy is no more: how it ended."""

    how: str


Request = Range | Shrink | Alone | ShrinkDeadly | Leave
Answer = Ready | Unable | Copied | At | Found | Done | Shrunk | Wrote | Ended | Over

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Request).decode


class Worker:
    """Keeper, and, in a copy of the process, what the keeper has asked for."""

    def __init__(self, settings: Settings, requests: Any, pipe: int):
        self._settings = settings
        self._requests = requests
        self._pipe = pipe

    def say(self, answer: Answer) -> None:
        """Write one line; it is out of the process when this returns."""
        line = _encode(answer) + b"\n"
        while line:
            line = line[os.write(self._pipe, line) :]

    # --- the keeper --------------------------------------------------------------------------

    def begin(self) -> bool:
        """Import everything; whether the subject is there."""
        from conformance import subjects
        from conformance.installation import NoTorch, torch_version

        try:
            torch_version()
            # What is not the CPU is asked for in copies only: a device does not outlive a fork.
            subject = subjects.get(self._settings.subject)
            import_all()
        except (NoTorch, subjects.UnknownSubject) as error:
            self.say(Unable(str(error)))
            return False
        levels = self._settings.levels or [name for name in LEVELS if name in subject.levels]
        if self._settings.sound:
            levels = ["values"]
        self.say(Ready(subject.description, subject.version, tuple(levels)))
        return True

    def keep(self) -> None:
        """Answer requests until there are no more."""
        while line := self._requests.readline():
            request = _decode(line)
            if isinstance(request, Alone):
                self._alone(request)
            elif isinstance(request, ShrinkDeadly):
                self._shrink_deadly(request.finding)
            elif not isinstance(request, Leave):
                copy = self._copy(lambda request=request: self._be_the_copy(request))
                self.say(Copied(copy))
                self.say(Over(death(self._wait(copy)) or "the process ended before its time"))

    def _wait(self, copy: int) -> int:
        """The status that a copy ends with. If whoever asked is gone, it is made to end."""
        if hasattr(os, "pidfd_open"):
            ended = os.pidfd_open(copy)
            watched = select.poll()
            watched.register(ended, select.POLLIN)
            watched.register(self._requests, 0)  # tells of nothing but that the other end is shut
            happened = dict(watched.poll())
            os.close(ended)
            if ended not in happened:
                os.kill(copy, signal.SIGKILL)
        _, status = os.waitpid(copy, 0)
        return status

    def _alone(self, request: Alone) -> None:
        level, how = self._in_a_copy_of_its_own(lambda: self._write_and_run(request.number))
        self.say(Ended(how, level))

    def _shrink_deadly(self, finding: Finding) -> None:
        from conformance.campaign import shrinking

        def run_alone(program, look):
            return self._in_a_copy_of_its_own(lambda: self._run(program, look))

        self.say(Shrunk(shrinking.deadly(finding, run_alone)))

    def _in_a_copy_of_its_own(self, work: Callable[[], None]) -> tuple[str, str | None]:
        """Do something in a copy: the level of its death, and how it died, if it did."""
        copy = self._copy(work)
        deadline = time.monotonic() + self._settings.timeout
        pause = 0.001
        while time.monotonic() < deadline:
            done, status = os.waitpid(copy, os.WNOHANG)
            if done:
                return "crash", death(status)
            time.sleep(pause)
            pause = min(2 * pause, 0.05)
        os.kill(copy, signal.SIGKILL)
        os.waitpid(copy, 0)
        return "hang", hung(self._settings)

    def _copy(self, work: Callable[[], None]) -> int:
        """Do some work in a copy of this process; the copy's number."""
        copy = os.fork()
        if copy == 0:
            _work_and_end(work)
        return copy

    # --- the copy ----------------------------------------------------------------------------

    def _be_the_copy(self, request: Range | Shrink | Leave) -> None:
        """Answer this request and those that follow, until told to leave."""
        from conformance import subjects
        from conformance.campaign.judging import Judge
        from conformance.campaign.reach.watching import Watch

        try:
            self._judge, self._watch = Judge(self._settings), Watch()
        except subjects.MissingDevice as error:
            self.say(Unable(str(error)))
            return
        limit_memory(self._settings)
        while not isinstance(request, Leave):
            if isinstance(request, Range):
                self._range(request)
            else:
                self._shrink(request.finding)
            line = self._requests.readline()
            if not line:
                return
            request = _decode(line)

    def _range(self, request: Range) -> None:
        from conformance.campaign.judging import is_internal

        judge, watch = self._judge, self._watch
        judge.start_counting()
        watch.fired = set()
        poisoned = False
        for number in range(request.start, request.stop):
            self.say(At(number))
            with contextlib.nullcontext() if number % WATCHED else watch:
                found = judge.judge(number)
            if found is not None:
                self.say(Found(found))
                poisoned = is_internal(found)
            if poisoned:
                break
        rules = tuple(sorted(watch.fired))
        self.say(Done(dict(judge.not_judged), dict(judge.known), rules, poisoned))

    def _shrink(self, finding: Finding) -> None:
        from conformance.campaign import shrinking

        self.say(Shrunk(shrinking.diverging(finding, self._judge)))

    def _write_and_run(self, number: int) -> None:
        from conformance.campaign.judging import write

        area, scene = write(self._settings, number)
        program = Program.from_source(scene.program().source()).source()
        self.say(Wrote(area, program, scene.look))
        self._run(program, scene.look)

    def _run(self, program: str, look: str) -> None:
        from conformance.campaign.judging import Judge

        limit_memory(self._settings)
        Judge(self._settings).run_both(Program.from_source(program), look)


def import_all() -> None:
    """What a copy would otherwise have to import, each one again."""
    from conformance import subjects
    from conformance.campaign import judging, openings, shrinking  # noqa: F401
    from conformance.campaign.reach.marks import marked_lines
    from conformance.scenarios import all_scenarios

    subjects.get("reference")
    all_scenarios()
    openings.programs()
    marked_lines()
    for name in _LATE:
        with contextlib.suppress(ImportError):  # a release that has no such module
            importlib.import_module(name)
    garbage.settle()


def _work_and_end(work: Callable[[], None]) -> NoReturn:
    """What a copy does instead of returning into the code of the keeper."""
    from conformance.campaign.judging import OutOfMemory

    status = 1
    try:
        work()
        status = 0
    except (OutOfMemory, MemoryError):
        status = EXHAUSTED
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    finally:
        os._exit(status)


def death(status: int) -> str | None:
    """How a process ended, by the status that was waited for; None if all is well."""
    if os.WIFSIGNALED(status):
        return f"killed by {signal.Signals(os.WTERMSIG(status)).name}"
    code = os.WEXITSTATUS(status)
    if code == EXHAUSTED:
        return "out of memory"
    return f"the process exited with status {code}" if code else None


def hung(settings: Settings) -> str:
    """How a program that does not end has ended."""
    return f"no end after {settings.timeout:g} seconds"


def limit_memory(settings: Settings) -> None:
    """From now on, this process may grow by so much. Accelerators map more than they use."""
    if settings.device != "cpu" or not settings.memory:
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = now + settings.memory * 2**20
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def main() -> None:
    """Answer requests until the input ends."""
    pipe = os.dup(1)
    # What a subject prints must not be taken for an answer.
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    settings = msgspec.json.decode(requests.readline(), type=Settings)
    worker = Worker(settings, requests, pipe)
    try:
        if worker.begin():
            worker.keep()
    except BrokenPipeError:
        return  # whoever asked is gone


if __name__ == "__main__":
    main()
