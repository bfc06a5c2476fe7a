"""What a campaign looks like while it runs, and what it says in the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from conformance.campaign.campaign import smallest
from conformance.campaign.journal import Journal
from conformance.campaign.settings import Finding
from conformance.programs import Program
from conformance.reporting.terminal import printable

# Distinct divergences whose programs are shown.
MOST_SHOWN = 10


class Display:
    """A line that tells how far it is; on a terminal it stays where it is."""

    def __init__(self, console: Console, known: Journal):
        self._console = console
        self._started = time.monotonic()
        self._before = known.programs()
        self._live: Live | None = None

    @contextmanager
    def showing(self) -> Iterator[None]:
        """While this runs, the line is shown. Where nobody watches, nothing is."""
        if not self._console.is_terminal:
            yield
            return
        with Live(console=self._console, transient=True) as self._live:
            yield

    def tell(self, journal: Journal) -> None:
        """There is news."""
        if self._live is not None:
            self._live.update(Text(self.line(journal)))

    def line(self, journal: Journal) -> str:
        """How far it is."""
        ran = journal.programs() - self._before
        rate = ran / max(time.monotonic() - self._started, 1e-9)
        rules = {rule for result in journal.chunks.values() for rule in result.rules}
        return (
            f"{journal.programs()} programs, {rate:.0f}/s, {len(rules)} rules reached, "
            f"{len(journal.distinct())} distinct divergences"
        )


def summary(journal: Journal, subject: str, levels: str) -> RenderableType:
    """What the campaign has found, each divergence on its smallest program."""
    found = smallest(journal)
    parts: list[RenderableType] = []
    for finding, count in found[:MOST_SHOWN]:
        parts.append(_shown(finding, count))
    if len(found) > MOST_SHOWN:
        parts.append(Text(f"... and {len(found) - MOST_SHOWN} more distinct divergences\n"))
    parts.append(_closing(journal, len(found), subject, levels))
    return Group(*parts)


def _shown(finding: Finding, count: int) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", justify="right")
    table.add_column(overflow="fold")
    times = "once" if count == 1 else f"{count} times"
    table.add_row("", Text(f"{finding.signature} ({times})", style="bold red"))
    for line in _script(finding).splitlines():
        table.add_row("", Text("    " + printable(line)))
    table.add_row("differs", Text(printable(f"step {finding.step + 1}, {finding.where}")))
    table.add_row("expected", Text(printable(finding.expected), style="green"))
    table.add_row("actual", Text(printable(finding.actual), style="red"))
    if not finding.confirmed:
        table.add_row("", Text("it did not happen again when the program was run alone"))
    table.add_row("", "")
    return table


def _script(finding: Finding) -> str:
    return Program.from_source(finding.program).script() if finding.program else "(no program)"


def _total(journal: Journal, field: str) -> list[tuple[str, int]]:
    """A count of all chunks, by reason, the most frequent first."""
    total: Counter[str] = Counter()
    for result in journal.chunks.values():
        total.update(getattr(result, field))
    return total.most_common()


def _closing(journal: Journal, distinct: int, subject: str, levels: str) -> RenderableType:
    programs = journal.programs()
    findings = len(journal.findings())
    rules = {rule for result in journal.chunks.values() for rule in result.rules}
    verdict = f"{findings} of them diverge, in {distinct} distinct ways"
    if not findings:
        others = any(result.not_judged or result.known for result in journal.chunks.values())
        verdict = "none diverges unexpectedly" if others else "all conform"
    lines = [
        f"{programs} programs of seed {journal.header.settings.seed}: {verdict}",
        f"subject {subject}, compared in {levels}",
        f"{len(rules)} rules reached by the programs that were watched",
    ]
    lines += [f"{count} programs not judged: {why}" for why, count in _total(journal, "not_judged")]
    lines += [
        f"{count} programs diverge as known: {why}" for why, count in _total(journal, "known")
    ]
    return Text("\n".join(lines), style="" if not findings else "bold")
