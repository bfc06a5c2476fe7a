"""How results look in a terminal: a table by area, and each divergence as something to act on.

Everything here returns rich renderables or prints to a given console; `console_for` makes one that
leaves colours and signs out where the output cannot show them.
"""

import ast
import io
import textwrap
from collections.abc import Iterator, Sequence
from typing import TextIO

from msgspec import UNSET
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from conformance.reporting.results import (
    STATUSES,
    Divergence,
    Environment,
    Results,
    RuleResult,
    Totals,
)
from conformance.reporting.text import printable
from conformance.rules.catalogue import Catalogue

STYLES = {"pass": "green", "fail": "bold red", "known": "yellow", "fixed": "cyan", "skip": "dim"}

EXPECTED = ("known", "fixed")

# A rule that fails on many programs is shown on this many; the results file has them all.
SHOWN = 3

_WIDTH = 100
_INDENT = 5
_LABEL = 10
_BAR = 20

# Words stay whole, so that addresses can be followed.
_FOLDER = textwrap.TextWrapper(
    _WIDTH - _INDENT - _LABEL, break_long_words=False, break_on_hyphens=False
)


class _Buffer(io.StringIO):
    """Text kept in memory, for a stream of the given encoding: rich picks its signs by that."""

    def __init__(self, encoding: str):
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:
        return self._encoding


def console_for(stream: TextIO, *, color: bool | None = None, width: int | None = None) -> Console:
    """A console that prints to a stream what the stream can show.

    Colours are left out where the stream is no terminal, unless `color` says otherwise. Text
    outside of tables is never folded: a program in a report is there to be copied.
    """
    return Console(
        file=stream,
        force_terminal=color,
        no_color=None if color is None else not color,
        width=width if width or stream.isatty() else _WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )


def as_text(renderable: RenderableType, *, encoding: str, color: bool = False) -> str:
    """A renderable as text that a stream of the given encoding can take."""
    buffer = _Buffer(encoding)
    console_for(buffer, color=color, width=_WIDTH).print(renderable)
    return buffer.getvalue().encode(encoding, "backslashreplace").decode(encoding)


def environment_line(environment: Environment) -> str:
    """One line that says what was judged, and how to repeat it."""
    return (
        f"subject {environment.subject} (torch {environment.torch}) on {environment.device}, "
        f"python {environment.python}, profile {environment.profile}, seed {environment.seed}"
    )


def summary(results: Results, catalogue: Catalogue, *, verbose: bool = False) -> RenderableType:
    """The whole of a run: every failure in full, then the table by area and the totals.

    What a reader needs first stands last, where a terminal is after a long output. `verbose` lists
    the rules that did not fail, too.
    """
    parts: list[RenderableType] = []
    for rule in results.rules:
        if rule.status == "fail":
            parts.append(failure(rule, catalogue))
    parts += [expected_deviation(rule) for rule in results.rules if rule.status in EXPECTED]
    parts.append(table(results.rules))
    if verbose:
        parts += [Text(), rule_list(results.rules)]
    parts += [Text(), _closing(results.totals), Text(environment_line(results.environment))]
    return Group(*parts)


def table(rules: Sequence[RuleResult]) -> Table:
    """One line an area: a bar, the number of rules by status, and of programs compared."""
    shown = [status for status in STATUSES if any(rule.status == status for rule in rules)]
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column("area", no_wrap=True)
    grid.add_column("", no_wrap=True)
    for status in shown:
        grid.add_column(status, justify="right")
    grid.add_column("programs", justify="right")
    for area in dict.fromkeys(rule.area for rule in rules):
        members = [rule for rule in rules if rule.area == area]
        counts = [sum(rule.status == status for rule in members) for status in shown]
        numbers = [
            Text(str(count) if count else ".", style=STYLES[status] if count else "dim")
            for status, count in zip(shown, counts, strict=True)
        ]
        examples = str(sum(rule.examples for rule in members))
        grid.add_row(area, _Bar(dict(zip(shown, counts, strict=True))), *numbers, examples)
    return grid


def rule_list(rules: Sequence[RuleResult]) -> Table:
    """One line a rule that did not fail, with why where there is a reason."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for rule in rules:
        if rule.status == "fail":
            continue
        note = f"{rule.examples} programs" if rule.examples else ""
        if rule.reason is not UNSET:
            note = ", ".join(filter(None, [note, rule.reason]))
        grid.add_row(Text(rule.status, style=STYLES[rule.status]), rule.id, Text(note, style="dim"))
    return grid


def failure(rule: RuleResult, catalogue: Catalogue) -> Text:
    """A failing rule: what it says and who says so, then the programs that show it broken."""
    text = Text.assemble(("FAIL ", STYLES["fail"]), (rule.id, "bold"), "\n")
    known = catalogue.get(rule.id)
    if known is not None:
        text.append(prose(known.statement))
        text.append(prose(known.source), style="dim")
    if rule.reason is not UNSET:
        text.append("\n" + prose(rule.reason))
    for each in rule.divergences[:SHOWN]:
        text.append("\n").append_text(divergence(each))
    hidden = len(rule.divergences) - SHOWN
    if hidden > 0:
        note = f"and {hidden} more; --conformance-report OUT.json keeps them all"
        text.append("\n" + prose(note), style="dim")
    return text


def expected_deviation(rule: RuleResult) -> Text:
    """A rule that is broken as expected, or, against expectation, is not: with the reason."""
    text = Text.assemble((f"{rule.status.upper()} ", STYLES[rule.status]), (rule.id, "bold"), "\n")
    return text.append(prose("" if rule.reason is UNSET else rule.reason))


def divergence(found: Divergence) -> Text:
    """A program with the step marked where reference and subject part, and what each does there."""
    text = Text()
    lines = marked_lines(found.program, found.step)
    for line, marked in lines:
        sign = ">" if marked else " "
        text.append(f"   {sign} {printable(line)}\n", style="bold" if marked else "")
    if not any(marked for _, marked in lines):
        text.append("   > (after the last step)\n", style="bold")
    text.append("\n")
    differs = ": ".join(filter(None, [found.level, found.where]))
    if found.look == "end":
        differs += " (nothing was looked at before the end)"
    text.append(prose(differs, label="differs"))
    text.append(prose(found.expected, label="expected"), style="green")
    text.append(prose(found.actual, label="actual"), style="red")
    return text


def marked_lines(program: str, step: int) -> list[tuple[str, bool]]:
    """The lines of a program, each with whether it is part of the step (0 is the first).

    A text that is no Python, which only a damaged results file holds, has no steps.
    """
    try:
        statements = ast.parse(program).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        statements = []
    first, last = 1, 0
    if step < len(statements):
        statement = statements[step]
        decorators = getattr(statement, "decorator_list", [])
        first = min(node.lineno for node in [statement, *decorators])
        last = statement.end_lineno or first
    lines = program.rstrip("\n").split("\n")
    return [(line, first <= number <= last) for number, line in enumerate(lines, start=1)]


def _closing(totals: Totals) -> Text:
    counts = {
        "pass": totals.passed,
        "fail": totals.fail,
        "known": totals.known,
        "fixed": totals.fixed,
        "skip": totals.skip,
    }
    line = Text(f"{totals.rules} rules: ")
    shown = [(status, count) for status, count in counts.items() if count]
    line.append_text(
        Text(", ").join(Text(f"{count} {status}", style=STYLES[status]) for status, count in shown)
    )
    line.append(f"; {totals.examples} programs compared")
    return line


def prose(text: str, label: str = "") -> str:
    """Lines folded to the width of a page, indented, behind a label that stands once."""
    indent = " " * (_INDENT + (_LABEL if label else 0))
    lines = [part for line in printable(text).split("\n") for part in _FOLDER.wrap(line) or [""]]
    folded = "".join(f"{indent}{line}".rstrip() + "\n" for line in lines)
    return " " * _INDENT + label.ljust(_LABEL) + folded[len(indent) :] if label else folded


class _Bar:
    """A bar of fixed width in which each status has its share."""

    _SIGNS = {"pass": "#", "fail": "!", "known": "=", "fixed": "+", "skip": "."}

    def __init__(self, counts: dict[str, int]):
        self._counts = counts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        # Without colours the shares of a bar of one sign could not be told apart.
        signs = (
            self._SIGNS if options.ascii_only or console.no_color else dict.fromkeys(STYLES, "━")
        )
        line = Text()
        for status, width in self._widths().items():
            line.append(signs[status] * width, style=STYLES[status])
        yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(_BAR, _BAR)

    def _widths(self) -> dict[str, int]:
        """Characters of each status; a status that occurs has at least one."""
        total = sum(self._counts.values())
        widths = {
            status: max(1, _BAR * count // total) for status, count in self._counts.items() if count
        }
        largest = max(widths, key=lambda status: self._counts[status])
        widths[largest] += _BAR - sum(widths.values())
        return widths
