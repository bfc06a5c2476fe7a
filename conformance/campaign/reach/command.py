"""`torch-conformance reach`: the command line, and what it says on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from conformance.campaign.settings import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from conformance.campaign.reach.findings import Findings
    from conformance.campaign.reach.measuring import Reach
    from conformance.campaign.settings import Settings

# Rules, pairs and files of one kind that a terminal shows; the page has all of them.
SHOWN = 12


@click.command()
@click.option("--programs", type=click.IntRange(1), default=10_000, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Of all choices.")
@click.option("--longest", type=click.IntRange(1, 200), help="The most steps of a program.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True)
@click.option("--branches/--no-branches", default=True, help="Whether to look at branches.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PAGE.html", help="Write a page."
)
def reach(
    programs: int,
    seed: int,
    longest: int | None,
    workers: int,
    branches: bool,
    output: Path | None,
) -> int:
    """Show what the random programs of `fuzz` reach of the specification.

    The programs are those of a campaign with that seed. They run on the specification alone: no
    subject is needed. Shown are the rules that they fire, pairs of rules that meet in a program,
    the branches of the specification that they take, and the errors that they raise.

    Branches need coverage.py: pip install 'torch-autograd-conformance[reach]'.

    Exit status: 1 if a rule fires that the list of unfired rules says does not, else 0.
    """
    from rich.progress import track

    from conformance.campaign.reach.findings import Findings
    from conformance.campaign.reach.unfired import reasons
    from conformance.campaign.settings import Settings
    from conformance.installation import NoTorch, torch_version
    from conformance.reporting import terminal
    from conformance.rules.catalogue import load

    try:
        release = torch_version()
    except NoTorch as error:
        raise click.ClickException(str(error)) from error
    settings = Settings(seed=seed, **({} if longest is None else {"longest": longest}))
    console = terminal.console_for(sys.stdout)
    starts = range(0, programs, CHUNK)
    spans = [(start, min(start + CHUNK, programs)) for start in starts]
    parts = _measured(settings, spans, workers, branches)
    shown = track(
        parts,
        total=len(spans),
        description="programs",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    total: Reach | None = None
    for part in shown:
        if total is None:
            total = part
        else:
            total.merge(part)
    findings = Findings(total, load(), reasons())
    if output is not None:
        _write(findings, settings, release, output)
    console.print(summary(findings, seed))
    return 1 if findings.wrongly_listed else 0


def _measured(
    settings: Settings, spans: list[tuple[int, int]], workers: int, branches: bool
) -> Iterator[Reach]:
    """What each chunk reaches, in the order of their numbers."""
    from conformance.campaign.reach.measuring import measure

    if workers == 1:
        for start, stop in spans:
            yield measure(settings, start, stop, branches)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context) as pool:
        parts = [pool.submit(measure, settings, *span, branches) for span in spans]
        for part in parts:
            yield part.result()


def _write(findings: Findings, settings: Settings, release: str, output: Path) -> None:
    from conformance.reporting.site import reach_page

    command = f"torch-conformance reach --programs {findings.reach.programs} --seed {settings.seed}"
    try:
        output.write_text(reach_page(findings, command, release), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}") from error


def summary(findings: Findings, seed: int) -> RenderableType:
    """What a terminal shows of it."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    reach, counts = findings.reach, findings.counts
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column(overflow="fold")

    def named(how: str, words: str, style: str = "") -> None:
        rows = findings.of(how)
        names = [row.rule.id for row in rows[:SHOWN]]
        names += [f"and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        if rows:
            table.add_row(Text(str(len(rows)), style), Text(f"{words}: {', '.join(names)}", style))

    table.add_row(str(counts["free"]), "rules fired by free steps")
    table.add_row(str(counts["mixed"]), "rules fired in the scenarios of other rules only")
    named("own", "in their own scenario only")
    named("never", "never fired", "bold")
    named("unseen", "no line of the specification stands for them")
    table.add_row(str(counts["listed"]), "not to be seen firing, for a reason that is listed")
    for row in findings.wrongly_listed:
        words = f"{row.rule.id} is listed as unfired, and fires: see program {_number(row)}"
        table.add_row(Text("wrong", "bold red"), Text(words, "bold red"))
    table.add_row("", "")
    table.add_row(_share(findings.met, findings.possible), "pairs of these rules met in a program")
    for pair in findings.pairs[:3]:
        chance = f"{pair.expected:.0f} programs by chance"
        table.add_row(str(pair.programs), f"{pair.one} with {pair.other} ({chance})")
    if findings.files is None:
        table.add_row("?", "branches: not looked at, or coverage.py is not installed")
    else:
        table.add_row(_share(*findings.branches), "branches of the specification taken")
    rare = len(findings.rare_texts)
    table.add_row(str(len(findings.texts)), f"texts of errors, of which {rare} are rare")
    if findings.files is not None:
        table.add_row(str(len(findings.raises)), "raise statements that no program came to")
    head = (
        f"{reach.programs} programs of seed {seed}, {reach.steps / reach.programs:.1f} steps each"
    )
    return Group(Text(head), table)


def _number(row) -> int:
    return row.firings.example.number


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}"
