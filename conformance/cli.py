"""The command line: `torch-conformance`, or `python -m conformance`.

Exit status: 0 conforms, 1 diverges, 2 cannot run. What cannot run says why in one line on stderr.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from conformance import __version__
from conformance.campaign.command import fuzz
from conformance.campaign.reach.command import reach
from conformance.reporting import comparison, comparison_terminal, results, summaries, terminal
from conformance.reporting.comparison_junit import junit
from conformance.reporting.comparison_markdown import markdown
from conformance.reporting.reading import read
from conformance.reporting.text import one_line
from conformance.rules.catalogue import Catalogue, CatalogueError, Place, Rule, load, places

if TYPE_CHECKING:
    from conformance.corpus import CorpusProgram
    from conformance.programs import Program

CONFORMS = 0
DIVERGES = 1
CANNOT_RUN = 2


class CannotRun(click.ClickException):
    """Something the caller has to mend."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(__version__, prog_name="torch-conformance")
def cli() -> None:
    """Is the autograd of a torch what PyTorch says it is?

    Exit status: 0 conforms, 1 diverges, 2 cannot run.
    """


cli.add_command(fuzz)
cli.add_command(reach)


@cli.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": True})
@click.option(
    "--subject",
    metavar="NAME",
    help="What is judged: eager, reference, compile:BACKEND, or a module.",
)
@click.option("--device", metavar="DEVICE", help="Where the programs run; default cpu.")
@click.option("--profile", metavar="NAME", help="Examples a rule: quick, default or thorough.")
@click.option("--seed", metavar="N", help="Seed of the examples; default 0.")
@click.option("--report", metavar="OUT.json", help="Write the results to this file.")
@click.option("--expectations", metavar="DIR", multiple=True, help="Known deviations, as TOML.")
@click.argument("pytest_args", nargs=-1, type=click.UNPROCESSED)
def run(
    subject: str | None,
    device: str | None,
    profile: str | None,
    seed: str | None,
    report: str | None,
    expectations: tuple[str, ...],
    pytest_args: tuple[str, ...],
) -> int:
    """Run the conformance suite.

    Further arguments are for pytest: -k detach, -x, -v, or -n 2 where pytest-xdist is installed.
    pytest's names of the options above are understood, too.
    """
    import pytest

    options = {
        "--subject": subject,
        "--device": device,
        "--hypothesis-profile": profile,
        "--hypothesis-seed": seed,
        "--conformance-report": report,
    }
    arguments = ["--pyargs", "conformance"]
    arguments += [f"{name}={value}" for name, value in options.items() if value is not None]
    arguments += [f"--expectations={folder}" for folder in expectations]
    # This program is a part of what pytest would like to have imported itself.
    arguments += ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"]
    if not _pytest_finds_plugin():
        arguments += ["-p", "conformance.plugin"]
    status = pytest.main([*arguments, *pytest_args])
    if status == pytest.ExitCode.NO_TESTS_COLLECTED:
        raise CannotRun("no test of the suite was selected; see the arguments for pytest")
    return status if status in (CONFORMS, DIVERGES) else CANNOT_RUN


@cli.command()
@click.option("--area", metavar="AREA", help="Only the rules of this area.")
@click.option("--match", metavar="TEXT", help="Only rules with this text in id or statement.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it to this file.")
def rules(area: str | None, match: str | None, form: str, output: Path | None) -> None:
    """List the catalogue of rules, with the places that implement them.

    As a page (--format html -o rules.html) each rule has an example, too, and what it does on the
    specification; this needs torch.
    """
    try:
        catalogue = load()
        chosen = catalogue.in_area(area) if area else list(catalogue.values())
        implemented = places()
    except CatalogueError as error:
        raise CannotRun(str(error)) from error
    if match:
        wanted = match.casefold()
        chosen = [rule for rule in chosen if wanted in f"{rule.id} {rule.statement}".casefold()]
    if form == "html":
        _put(_catalogue_page(Catalogue(chosen)), output)
    elif form == "json":
        entries = [
            {**msgspec.to_builtins(rule), "places": list(map(str, implemented.get(rule.id, [])))}
            for rule in chosen
        ]
        _put(msgspec.json.format(msgspec.json.encode(entries), indent=2).decode() + "\n", output)
    else:
        if not chosen:
            click.echo(f"no rule matches {match!r}", err=True)
        _put("".join(_rule_text(rule, implemented.get(rule.id, [])) for rule in chosen), output)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--subject", metavar="NAME", default="eager", help="What is judged; default eager.")
@click.option("--device", metavar="DEVICE", default="cpu", help="Where it runs; default cpu.")
@click.option("--python", is_flag=True, help="Print the program as a script, and run nothing.")
def replay(file: Path, subject: str, device: str, python: bool) -> int:
    """Run one program on the specification and on a subject, and show where they part.

    FILE holds Python source of the safe subset: a file of the corpus, or a program from a report.
    Nothing else than tensor work can come from it, whoever wrote it.
    """
    from conformance.corpus import MalformedHeader
    from conformance.programs import UnsafeProgram
    from conformance.replay import UnreadableProgram, read_program

    try:
        program, header = read_program(file)
    except UnsafeProgram as error:
        raise CannotRun(f"{file}: {error}") from error
    except (MalformedHeader, UnreadableProgram) as error:
        raise CannotRun(str(error)) from error
    if python:
        click.echo(program.script(), nl=False)
        return CONFORMS
    return _replay(program, header, subject, device)


@cli.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.argument("match", metavar="[TEXT]", default="")
def ops(form: str, match: str) -> int:
    """Say which operators of PyTorch's own database the specification covers.

    Every differentiable entry of op_db (or those with TEXT in their names) is called on torch and
    on the reference, with the database's samples, and compared. This takes a minute or two.
    """
    from rich.progress import track

    from conformance.installation import NoTorch, torch_version
    from conformance.operators import coverage, database, table

    try:
        version = torch_version()
        entries = database.entries(match)
    except (NoTorch, database.NoDatabase) as error:
        raise CannotRun(str(error)) from error
    if not entries:
        raise CannotRun(f"no differentiable entry of the database has {match!r} in its name")
    progress = {"console": terminal.console_for(sys.stderr), "disable": not sys.stderr.isatty()}
    found = list(track(coverage.cover(entries), "comparing", len(entries), **progress))
    if form == "text":
        terminal.console_for(sys.stdout).print(table.as_text(found))
    else:
        render = table.as_json if form == "json" else table.as_page
        click.echo(render(found, version), nl=form == "json")
    return CONFORMS


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Write a site to DIR."
)
@click.option(
    "--summary",
    type=click.Choice(["json", "badge"]),
    help="Print one line: the totals, or what shields.io makes a badge of.",
)
@click.option("-v", "--verbose", is_flag=True, help="List the rules that did not fail, too.")
def report(
    files: tuple[Path, ...], output: Path | None, summary: str | None, verbose: bool
) -> None:
    """Show results files: each as the run that wrote it showed it, or all as a site.

    A folder stands for all the results files (*.json) in it. The site is a folder of pages that
    can be opened, mailed or published as it is.
    """
    try:
        found = [read(file) for each in files for file in _files(each)]
        catalogue = load()
    except (results.ResultsError, CatalogueError) as error:
        raise CannotRun(str(error)) from error
    if output is not None:
        _build_site(found, catalogue, output)
    for each in found if output is None or summary else ():
        if summary:
            click.echo(summaries.FORMS[summary](each))
        else:
            shown = terminal.summary(each, catalogue, verbose=verbose)
            terminal.console_for(sys.stdout).print(shown)


@cli.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "junit"]),
    default="text",
    help="For a terminal (default), a pull request, a program, or a CI system.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it to this file.")
@click.option(
    "--across",
    type=click.Choice(comparison.ASPECTS),
    multiple=True,
    help="Compare runs that differ in this aspect, which are refused otherwise.",
)
def compare(old: Path, new: Path, form: str, output: Path | None, across: tuple[str, ...]) -> int:
    """Compare two results files: what regressed, was fixed, or changed with the release.

    Exit status: 0 no rule regressed, 1 some did, 2 that cannot be said.
    """
    try:
        found = comparison.compare(read(old), read(new), across)
        catalogue = load()
    except (results.ResultsError, comparison.Incomparable, CatalogueError) as error:
        raise CannotRun(str(error)) from error
    _show_comparison(found, catalogue, form, output)
    if found.of_kind("regression"):
        return DIVERGES
    unchecked = found.of_kind("unchecked")
    if unchecked:
        left_out = unchecked[0].new
        why = "is not there" if left_out is None else left_out.reason
        raise CannotRun(
            f"{len(unchecked)} rules that {old} judged were left out of {new} "
            f"({one_line(unchecked[0].rule)}: {one_line(why)}), so they may have regressed"
        )
    return CONFORMS


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit status."""
    try:
        status = cli.main(arguments, prog_name="torch-conformance", standalone_mode=False)
    except click.ClickException as error:
        print(f"torch-conformance: {error.format_message()}", file=sys.stderr)
        status = CANNOT_RUN
    except click.Abort:
        print("torch-conformance: interrupted", file=sys.stderr)
        status = CANNOT_RUN
    except BrokenPipeError:
        # Who reads our output has had enough; nothing that is still buffered can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = CONFORMS
    sys.exit(status or CONFORMS)


def _pytest_finds_plugin() -> bool:
    """Whether pytest loads the plugin by itself: the package is installed, and nothing forbids."""
    if os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD"):
        return False
    entries = importlib.metadata.entry_points(group="pytest11")
    return any(entry.value == "conformance.plugin" for entry in entries)


def _replay(program: Program, header: CorpusProgram | None, name: str, device: str) -> int:
    """Run and show a program; the exit status."""
    from conformance import replay, subjects
    from conformance.comparing import BeyondSpecification, NothingToCompile
    from conformance.installation import NoTorch, torch_version
    from conformance.reporting.side_by_side import side_by_side

    try:
        torch = torch_version()
        subject = subjects.get(name, device)
        subjects.run_on(device)
        found = replay.replay(program, subject)
    except (NoTorch, subjects.UnknownSubject, subjects.MissingDevice) as error:
        raise CannotRun(str(error)) from error
    except (BeyondSpecification, NothingToCompile, replay.DeadlyProgram) as error:
        raise CannotRun(f"this program cannot be judged: {error}") from error
    if header is not None:
        click.echo(f"{header.rule}: {header.claim}\n")
        if not header.meant_for(torch):
            click.echo(f"meant for torch {header.since}, and this is {torch}", err=True)
    terminal.console_for(sys.stdout).print(side_by_side(found, subject.name))
    return DIVERGES if found.differences else CONFORMS


def _catalogue_page(catalogue: Catalogue) -> str:
    """The page of these rules, with the examples of those that have one in this release."""
    from conformance.installation import NoTorch, torch_version
    from conformance.reporting.recorder import kept_example
    from conformance.reporting.site import catalogue_page

    try:
        release = torch_version()
    except NoTorch as error:
        raise CannotRun(str(error)) from error
    from conformance.showcase import Showcase

    examples = {}
    for rule in catalogue.values():
        example = Showcase(rule.id).example() if rule.holds_in(release) else None
        if example is not None:
            examples[rule.id] = kept_example(example)
    return catalogue_page(catalogue, examples, places(), release)


def _files(path: Path) -> list[Path]:
    """A results file, or those in a folder."""
    if not path.is_dir():
        return [path]
    found = sorted(path.glob("*.json"))
    if not found:
        raise CannotRun(f"{path} holds no results file (*.json)")
    return found


def _build_site(found: list[results.Results], catalogue: Catalogue, folder: Path) -> None:
    """Write the site, and say where it is."""
    from conformance.reporting.site import SiteError, build

    try:
        index = build(found, catalogue, folder)
    except SiteError as error:
        raise CannotRun(str(error)) from error
    click.echo(f"open {index.resolve().as_uri()}", err=True)


def _show_comparison(
    found: comparison.Comparison, catalogue: Catalogue, form: str, output: Path | None
) -> None:
    """Print a comparison in one of its forms, or write it to a file."""
    if form == "json":
        _put(comparison.as_json(found).decode() + "\n", output)
    elif form == "junit":
        _put(junit(found).decode(), output)
    elif form == "markdown":
        _put(markdown(found, catalogue), output)
    elif output is None:
        terminal.console_for(sys.stdout).print(comparison_terminal.shown(found, catalogue))
    else:
        shown = comparison_terminal.shown(found, catalogue)
        _put(terminal.as_text(shown, encoding="utf-8"), output)


def _rule_text(rule: Rule, implemented: list[Place]) -> str:
    lines = [click.style(rule.id, bold=True), f"  {rule.statement}"]
    lines.append(click.style(f"  {rule.source}", dim=True))
    lines += [click.style(f"  {place}", fg="cyan") for place in implemented]
    return "\n".join(lines) + "\n"


def _put(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(click.unstyle(text), encoding="utf-8")
    except OSError as error:
        raise CannotRun(f"cannot write {output}: {error.strerror}") from error
