"""`torch-conformance fuzz`: the command line of a campaign."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from conformance.tracing.trace import LEVELS


@click.command()
@click.option("--programs", type=click.IntRange(1), help="How many programs; default 10000.")
@click.option("--seconds", type=click.FloatRange(0, min_open=True), help="Or for how long.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of all choices.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True)
@click.option("--scheduler", metavar="ADDRESS", help="Of a dask scheduler, to run it there.")
@click.option(
    "--subject",
    default="eager",
    show_default=True,
    help="What is judged: eager, compile:BACKEND, ...",
)
@click.option("--device", default="cpu", show_default=True, help="Where the programs run.")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Compare this.")
@click.option("--longest", type=click.IntRange(1, 200), help="The most steps of a program.")
@click.option("--sound", is_flag=True, help="Judge by soundness alone: it raises or is right.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), help="Seconds a program has.")
@click.option("--memory", type=click.IntRange(0), help="MiB a worker may grow by; 0 for all.")
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="OUT.jsonl", help="Write the results here."
)
@click.option("--resume", is_flag=True, help="Go on with what results are there.")
@click.option("-x", "first", is_flag=True, help="Stop at the first divergence.")
def fuzz(
    programs: int | None,
    seconds: float | None,
    seed: int,
    workers: int,
    scheduler: str | None,
    subject: str,
    device: str,
    levels: tuple[str, ...],
    longest: int | None,
    sound: bool,
    timeout: float | None,
    memory: int | None,
    report: Path | None,
    resume: bool,
    first: bool,
) -> int:
    """Run random programs in bulk, and judge what the subject does by the specification.

    Program n of a seed is the same wherever it runs. The results are written as they come, and the
    smallest program of each distinct divergence to a folder next to them.

    --level can be given several times; by default all are compared that the subject is held to.
    """
    from conformance.campaign.campaign import Campaign
    from conformance.campaign.display import Display, summary
    from conformance.campaign.handle import CannotWork
    from conformance.campaign.journal import SCHEMA, Header, Journal, JournalError
    from conformance.campaign.schedulers import Dask, Local
    from conformance.campaign.settings import Settings, chunk_of
    from conformance.reporting import terminal

    given = {"longest": longest, "timeout": timeout, "memory": memory}
    settings = Settings(
        seed=seed,
        subject=subject,
        device=device,
        levels=levels,
        sound=sound,
        **{name: value for name, value in given.items() if value is not None},
    )
    if sound and levels:
        raise click.UsageError("--sound is about values, and takes no --level")
    if programs is None and seconds is None:
        programs = 10_000
    if resume and report is None:
        raise click.UsageError("--resume needs --report: the results to go on with")
    console = terminal.console_for(sys.stdout)
    journal = where = None
    try:
        where = Dask(scheduler) if scheduler else Local(workers)
        judged = where.subject(settings)
        header = Header(SCHEMA, settings, chunk_of(subject), judged.version)
        begin = Journal.resume if resume else Journal.create
        journal = begin(header, report)
        display = Display(console, journal)
        with display.showing():
            Campaign(journal, where, programs, seconds, first).run(display.tell)
        if report is not None:
            _save(journal, report.with_suffix(""), subject, console)
    except (CannotWork, JournalError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        if where is not None:
            where.close()
        if journal is not None:
            journal.close()
    compared = "all levels" if len(judged.levels) == len(LEVELS) else ", ".join(judged.levels)
    console.print(summary(journal, f"{subject} ({judged.description})", compared))
    return 1 if journal.findings() else 0


def _save(journal, folder, subject, console):
    from conformance.campaign.campaign import smallest
    from conformance.campaign.saving import save

    findings = [found for found, _ in smallest(journal)]
    if findings:
        saved = save(findings, folder, journal.header.settings.seed, subject)
        console.print(f"{len(saved)} programs saved in {folder}")
