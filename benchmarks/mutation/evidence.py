"""What may notice a mutant: programs with torch's traces, and tests; and which lines each reaches.

A mutant can be noticed only by what reaches the statement that is changed, so only that is run, the
quickest first.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from _pytest.runner import runtestprotocol

from benchmarks.mutation import programs
from benchmarks.mutation.mutants import CORE, Mutant, path_of
from benchmarks.mutation.processes import in_copies
from conformance.programs import Program
from tests.reference import side_by_side

# So many at a time are prepared in one copy of this process.
BATCH = 16


class Evidence(NamedTuple):
    """Something that may notice a mutant.

    Attributes:
        name: of the program or test.
        notices: whether it does, in this process.
        reached: the lines of the core that it reaches, one bit each.
        seconds: of CPU time that it takes.
    """

    name: str
    notices: Callable[[], bool]
    reached: int
    seconds: float


class Lines:
    """A number for each line of the core, so that a set of lines is an integer."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self.files: dict[str, int] = {}
        count = 0
        for module in CORE:
            self.first[module] = self.files[str(path_of(module))] = count
            count += len(path_of(module).read_text(encoding="utf-8").splitlines()) + 1

    def changed_by(self, mutant: Mutant) -> int:
        """The lines of the statement that a mutant changes."""
        first = self.first[mutant.module]
        low, high = mutant.span
        return sum(1 << (first + line) for line in range(low, high + 1))

    @contextmanager
    def reached(self) -> Iterator[set[int]]:
        """The numbers of the lines that are reached within the block."""
        found: set[int] = set()

        def called(frame: Any, event: str, argument: Any) -> Any:
            first = self.files.get(frame.f_code.co_filename)
            if first is None:
                return None
            found.add(first + frame.f_lineno)

            def line(frame: Any, event: str, argument: Any) -> Any:
                found.add(first + frame.f_lineno)
                return line

            return line

        before, before_in_threads = sys.gettrace(), threading.gettrace()
        threading.settrace(called)
        sys.settrace(called)
        try:
            yield found
        finally:
            sys.settrace(before)
            threading.settrace(before_in_threads)


def gathered(
    items: Sequence[Any], writings: Sequence[programs.Writing], longest: float, jobs: int
) -> tuple[list[Evidence], list[str]]:
    """All the evidence, the quickest first; and what is left out, with the reason."""
    lines = Lines()
    torch_known = side_by_side.run = _Remembered(side_by_side.run)
    by_name = {item.nodeid: item for item in items}
    names = list(by_name)
    tasks: list[Any] = [names[i : i + BATCH] for i in range(0, len(names), BATCH)]
    tasks += [writings[i : i + BATCH] for i in range(0, len(writings), BATCH)]
    gc.freeze()  # copies share the memory of what is never collected
    found: list[Evidence] = []
    left_out: list[str] = []

    def prepare(batch: Any) -> Any:
        of_tests = isinstance(batch[0], str)
        if of_tests:
            told = [
                _measured(name, partial(_fails, by_name[name]), lines, longest) for name in batch
            ]
        else:
            told = [_prepared(writing, lines, longest) for writing in batch]
        return told, torch_known.traces

    for batch, told, died in in_copies(tasks, prepare, jobs):
        if told is None:
            raise RuntimeError(f"a process died of {died or 'an error'} preparing {batch}")
        prepared, traces = told
        torch_known.traces.update(traces)
        for each in prepared:
            if each is None:
                continue
            name, notices, reached, seconds, known = each
            if notices or seconds > longest:
                reason = "fails as it is" if notices else f"takes {seconds:.1f} s"
                left_out.append(f"{name}: {reason}")
            elif known is None:
                found.append(Evidence(name, partial(_fails, by_name[name]), reached, seconds))
            else:
                text, look, trace = known
                program = programs.Known(name, Program.from_source(text), look, trace)
                found.append(Evidence(name, program.notices, reached, seconds))
    return sorted(found, key=lambda each: (each.seconds, each.name)), left_out


def _prepared(writing, lines, longest):
    known = programs.known(writing)
    if known is None:
        return None
    name, text, look, trace = known
    program = programs.Known(name, Program.from_source(text), look, trace)
    return (*_measured(name, program.notices, lines, longest)[:-1], (text, look, trace))


def _measured(name, notices, lines, longest):
    """What is known of a piece of evidence; it is not run again where it takes too long."""
    started = time.process_time()
    wrong = notices()
    seconds = time.process_time() - started
    if wrong or seconds > longest:
        return name, wrong, 0, seconds, None
    started = time.process_time()
    wrong = notices()  # what is imported late no longer counts
    seconds = time.process_time() - started
    with lines.reached() as numbers:
        notices()
    return name, wrong, sum(1 << number for number in numbers), seconds, None


def _fails(item: Any) -> bool:
    """Run one test; whether it fails."""
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


class _Remembered:
    """`side_by_side.run`; what torch does in a program is not computed twice."""

    def __init__(self, run: Callable[..., Any]) -> None:
        self.run = run
        self.traces: dict[str, Any] = {}

    def __call__(self, source: str, subject: Any) -> Any:
        if subject is not sys.modules["torch"]:
            return self.run(source, subject)
        if source not in self.traces:
            self.traces[source] = self.run(source, subject)
        return self.traces[source]
