"""A chunk of programs, on workers that die of some of them."""

from __future__ import annotations

import threading
from collections import Counter

from conformance.campaign import worker
from conformance.campaign.handle import Died, Handle
from conformance.campaign.settings import ChunkResult, Finding, Settings

_own = threading.local()
_all: set[Handle] = set()


def run_chunk(settings: Settings, start: int, stop: int) -> ChunkResult:
    """What became of the programs with these numbers, on this thread's worker.

    After a death, and after an error that may have poisoned the process, the rest of the chunk
    runs in a new one.
    """
    handle = own_worker(settings)
    findings: list[Finding] = []
    not_judged: Counter[str] = Counter()
    known: Counter[str] = Counter()
    rules: set[str] = set()
    slow: set[int] = set()
    at = start
    while at < stop:
        try:
            for answer in handle.judge(at, stop):
                if isinstance(answer, worker.At):
                    at = answer.number
                elif isinstance(answer, worker.Found):
                    findings.append(answer.finding)
                elif isinstance(answer, worker.Done):
                    not_judged.update(answer.not_judged)
                    known.update(answer.known)
                    rules.update(answer.rules)
                    if answer.poisoned:
                        handle.dismiss()
        except Died as death:
            found = _confirmed(handle, at, death)
            if found.level == "hang" and not found.confirmed and at not in slow:
                slow.add(at)
                continue  # the machine was busy elsewhere: once more
            findings.append(found)
        at += 1
    return ChunkResult(
        start,
        stop,
        tuple(findings),
        _in_order(not_judged),
        _in_order(known),
        tuple(sorted(rules)),
    )


def _in_order(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def shrink(settings: Settings, finding: Finding) -> Finding:
    """The finding on a program as small as can be found, by a process that has run no other."""
    handle = own_worker(settings)
    handle.dismiss()
    try:
        return handle.shrink(finding)
    except Died:
        return finding  # one of the smaller programs did worse than diverge


def _confirmed(handle: Handle, number: int, death: Died) -> Finding:
    """The finding that a program has killed its process: does it, alone and in a fresh one?"""
    wrote, ended = handle.alone(number)
    how, level = (ended.death, ended.level) if ended.death else (str(death), death.level)
    return Finding(
        number=number,
        area=wrote.area,
        signature=f"{level}: {how}",
        level=level,
        program=wrote.program,
        look=wrote.look,
        step=max(0, len(wrote.program.splitlines()) - 1),
        where="the process",
        expected="a program that ends",
        actual=how,
        kind=how,
        confirmed=ended.death is not None,
    )


# --- this thread's worker ----------------------------------------------------------------------


def own_worker(settings: Settings) -> Handle:
    """This thread's worker: kept from chunk to chunk."""
    handle = getattr(_own, "worker", None)
    if handle is not None and (handle.closed or handle.settings != settings):
        close_own_worker()
        handle = None
    if handle is None:
        handle = _own.worker = Handle(settings)
        _all.add(handle)
    return handle


def close_own_worker() -> None:
    """End this thread's worker, if it has one."""
    handle = getattr(_own, "worker", None)
    if handle is not None:
        _own.worker = None
        _all.discard(handle)
        handle.close()


def close_all() -> None:
    """End the workers of all threads of this process; none of them may be at work."""
    while _all:
        _all.pop().close()
