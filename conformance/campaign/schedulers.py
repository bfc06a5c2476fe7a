"""Running many chunks: on processes of this machine, or on a cluster of dask workers."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol

from conformance.campaign import chunks
from conformance.campaign.handle import CannotWork
from conformance.campaign.settings import ChunkResult, Finding, Settings

Span = tuple[int, int]

# Chunks on their way to a cluster, for each of its threads.
AHEAD = 2


class Judged(NamedTuple):
    """What is judged: what it is, its version, and in which levels."""

    description: str
    version: str
    levels: tuple[str, ...]


class Scheduler(Protocol):
    """Something that runs chunks."""

    def subject(self, settings: Settings) -> Judged:
        """What is judged. CannotWork if it is not there."""
        ...

    def chunks(self, settings: Settings, spans: Iterable[Span]) -> Iterator[ChunkResult]:
        """The results of the chunks, as they come. Spans are taken when they can be run."""
        ...

    def shrink(self, settings: Settings, findings: list[Finding]) -> Iterator[Finding]:
        """The findings on smaller programs, as they come; each keeps its number."""
        ...

    def close(self) -> None:
        """End what was started for the campaign."""
        ...


def subject_of(settings: Settings) -> Judged:
    """What this thread's worker judges."""
    handle = chunks.own_worker(settings)
    return Judged(handle.description, handle.version, handle.levels)


class Local:
    """Worker processes of this machine, each with a thread that talks to it."""

    def __init__(self, workers: int):
        self._wanted: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def subject(self, settings: Settings) -> Judged:
        """As the first worker says."""
        (told,) = self._map(subject_of, [(settings,)])
        return told

    def chunks(self, settings: Settings, spans: Iterable[Span]) -> Iterator[ChunkResult]:
        """Each worker takes the next chunk when it is done with one."""
        return self._map(chunks.run_chunk, ((settings, *span) for span in spans))

    def shrink(self, settings: Settings, findings: list[Finding]) -> Iterator[Finding]:
        """Each in a process that has run nothing else."""
        return self._map(chunks.shrink, ((settings, found) for found in findings))

    def close(self) -> None:
        """End the workers, once they are done with what they are at."""
        self._stopped.set()
        for _ in self._threads:
            self._wanted.put(None)
        for thread in self._threads:
            thread.join()

    def _map(self, work, calls):
        """The results of the calls in any order; a call is taken when a worker is free for it."""
        calls = iter(calls)
        results: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def submit():
            for arguments in calls:
                self._wanted.put((work, arguments, results))
                return 1
            return 0

        running = sum(submit() for _ in self._threads)
        while running:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            running += submit() - 1
            yield result

    def _serve(self):
        try:
            while (task := self._wanted.get()) is not None and not self._stopped.is_set():
                work, arguments, results = task
                try:
                    results.put(work(*arguments))
                except Exception as error:
                    results.put(error)
        finally:
            chunks.close_own_worker()


class Dask:
    """The workers of a `dask.distributed` scheduler.

    A chunk runs in a process that the dask worker has started for it, so a subject that dies does
    not take the dask worker with it; and if that is killed, the chunk is done again by another.
    """

    def __init__(self, address: str):
        try:
            import distributed
        except ImportError:
            raise CannotWork(
                "--scheduler needs dask: pip install 'torch-autograd-conformance[campaign]'"
            ) from None
        self._completed = distributed.as_completed
        try:
            self._client = distributed.Client(address, timeout=20, set_as_default=False)
        except (OSError, ValueError) as error:
            words = " ".join(str(error).split()) or type(error).__name__
            raise CannotWork(f"no dask scheduler answers at {address!r}: {words}") from error

    def subject(self, settings: Settings) -> Judged:
        """As the first worker says that is free."""
        (told,) = self._map(subject_of, [(settings,)])
        return told

    def chunks(self, settings: Settings, spans: Iterable[Span]) -> Iterator[ChunkResult]:
        """A few chunks ahead of what the cluster can do, the rest as results come."""
        return self._map(chunks.run_chunk, ((settings, *span) for span in spans))

    def shrink(self, settings: Settings, findings: list[Finding]) -> Iterator[Finding]:
        """On whichever worker is free."""
        return self._map(chunks.shrink, ((settings, found) for found in findings))

    def close(self) -> None:
        """Leave the cluster, and end the workers that it has started for us."""
        self._client.run(chunks.close_all)
        self._client.close()

    def _map(self, work, calls):
        calls = iter(calls)
        running = self._completed([], loop=self._client.loop)
        threads = sum(self._client.nthreads().values()) or 1

        def submit():
            for arguments in calls:
                running.add(self._client.submit(work, *arguments, pure=False, retries=3))
                return

        for _ in range(AHEAD * threads):
            submit()
        for future in running:
            result = future.result()
            submit()
            yield result
