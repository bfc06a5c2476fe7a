"""A campaign: chunks of programs until there are enough, and what they have found, made small."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator

from conformance.campaign.journal import ChunkLine, Journal, ShrunkLine
from conformance.campaign.schedulers import Scheduler, Span
from conformance.campaign.settings import Finding

# Distinct divergences that are made small; a subject with more of them has other worries.
MOST_SHRUNK = 20


class Campaign:
    """One campaign, on a scheduler, with its results in a journal."""

    def __init__(
        self,
        journal: Journal,
        scheduler: Scheduler,
        programs: int | None = None,
        seconds: float | None = None,
        first: bool = False,
    ):
        """`programs` or `seconds` limits it; with `first`, the first divergence ends it."""
        self._journal = journal
        self._scheduler = scheduler
        self._programs = programs
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._first = first
        self._enough = False

    def run(self, tell: Callable[[Journal], None]) -> None:
        """Run what is not in the journal yet; `tell` is called whenever there is news."""
        journal, settings = self._journal, self._journal.header.settings
        for result in self._scheduler.chunks(settings, self._spans()):
            journal.add(ChunkLine(result))
            tell(journal)
            self._enough = self._first and bool(journal.findings())
        wanted = [
            found
            for signature, found in itertools.islice(self._simplest(), MOST_SHRUNK)
            if signature not in journal.shrunk
        ]
        by_number = {found.number: found.signature for found in wanted}
        for smaller in self._scheduler.shrink(settings, wanted):
            journal.add(ShrunkLine(by_number[smaller.number], smaller))
            tell(journal)

    def _spans(self) -> Iterator[Span]:
        """The chunks that are still to be run, as long as there is time."""
        done = {start: result.stop for start, result in self._journal.chunks.items()}
        size, last = self._journal.header.chunk, self._programs
        for start in itertools.count(0, size):
            if self._enough or (last is not None and start >= last):
                return
            if self._deadline is not None and time.monotonic() >= self._deadline:
                return
            stop = start + size if last is None else min(start + size, last)
            while start in done:  # a campaign of fewer programs has ended within a chunk
                start = done[start]
            if start < stop:
                yield start, stop

    def _simplest(self) -> Iterator[tuple[str, Finding]]:
        """Of each signature the shortest program; the one of the lowest number, of several."""
        for signature, group in self._journal.distinct().items():
            yield (
                signature,
                min(
                    group, key=lambda found: (not found.confirmed, len(found.program), found.number)
                ),
            )


def smallest(journal: Journal) -> list[tuple[Finding, int]]:
    """The distinct divergences, each on its smallest program, with how often it was met.

    What had different signatures may be the same once it is small.
    """
    merged: dict[str, tuple[Finding, int]] = {}
    for signature, group in journal.distinct().items():
        found = journal.shrunk.get(signature, group[0])
        known, count = merged.get(found.signature, (found, 0))
        if len(found.program) < len(known.program):
            known = found
        merged[found.signature] = known, count + len(group)
    return sorted(merged.values(), key=lambda entry: -entry[1])
