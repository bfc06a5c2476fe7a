"""Work in copies of this process, one a task, so that what a task breaks is broken nowhere else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

# A copy that waits for something uses no CPU time, so it is given this much time by the clock.
LONGEST = 120.0


class Ended(NamedTuple):
    """A task, and how its process ended.

    Attributes:
        task: as given.
        told: what its work returned; None if it did not get that far.
        signal: the name of the signal that ended it; "" if none did.
    """

    task: Any
    told: Any
    signal: str


def in_copies(
    tasks: Iterable[Any],
    work: Callable[[Any], Any],
    jobs: int,
    until: float | None = None,
) -> Iterator[Ended]:
    """`work(task)` for each task, `jobs` at a time; what has not ended by `until` never does."""
    context = multiprocessing.get_context("fork")
    waiting = iter(tasks)
    running: dict[Connection, tuple[Any, Any, float]] = {}
    while until is None or time.monotonic() < until:
        while len(running) < jobs:
            try:
                task = next(waiting)
            except StopIteration:
                break
            reading, writing = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(work, task, writing))
            process.start()
            writing.close()
            running[reading] = (process, task, time.monotonic() + LONGEST)
        if not running:
            return
        for reading in wait(running, timeout=1.0):
            process, task, _ = running.pop(reading)
            yield _ended(process, task, reading)
        for process, _, deadline in running.values():
            if time.monotonic() > deadline:
                process.kill()
    for process, _, _ in running.values():
        process.kill()


def _work(work, task, writing):
    status = 1
    try:
        writing.send(work(task))
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        writing.close()
        sys.stderr.flush()
        os._exit(status)  # at once: nobody waits for threads that a test or mutant has left


def _ended(process, task, reading):
    try:
        told = reading.recv()
    except EOFError:
        told = None
    process.join()
    code = process.exitcode
    return Ended(task, told, signal.Signals(-code).name if code < 0 else "")
