"""How a replayed program looks: its steps, and next to each what either side did there."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from conformance.replay import Replay
from conformance.reporting.telling import changes, told
from conformance.reporting.text import printable

# An observation is shown up to this many characters where both sides agree on it.
_LONGEST = 120
# and this many of a step are shown.
_MOST_LINES = 12


def side_by_side(replay: Replay, subject: str) -> RenderableType:
    """A table of steps, and one line that says whether and where the two part."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="dim")
    table.add_column("", justify="right", style="dim")
    table.add_column("step", overflow="fold")
    table.add_column("specification", overflow="fold")
    table.add_column(subject, overflow="fold")
    for place, (step, trace) in enumerate(zip(replay.program, replay.expected.steps, strict=True)):
        table.add_row(
            str(place + 1), Text(printable(step.source)), *_sides(replay, place, told(trace))
        )
    end = len(replay.program)
    at_end = list(changes(replay.expected.end))
    if at_end or replay.differences_at(end):
        table.add_row("", Text("(the end)", style="dim"), *_sides(replay, end, at_end))
    return Group(table, closing_line(replay, subject))


def closing_line(replay: Replay, subject: str) -> Text:
    """Whether the subject conforms on this program; if not, where it first does not."""
    if not replay.differences:
        return Text(f"{subject} conforms on this program", style="green")
    first = replay.differences[0]
    end = len(replay.program)
    where = "at the end" if first.step == end else f"at step {first.step + 1} of {end}"
    levels = ", ".join(dict.fromkeys(each.level for each in replay.differences_at(first.step)))
    looked = " (looked at when it is over only)" if replay.look == "end" else ""
    return Text(f"{subject} parts from the specification {where}: {levels}{looked}", style="red")


def _sides(replay: Replay, step: int, told: list[str]) -> tuple[Text, Text]:
    """What the specification and the subject did in a step: what differs, or else what both did."""
    differences = replay.differences_at(step)
    if not differences:
        return _cell(list(map(_short, told))), Text("the same" if told else "", style="dim")
    expected = [f"{each.where}: {each.expected}" for each in differences]
    actual = [f"{each.where}: {each.actual}" for each in differences]
    return _cell(expected, "green"), _cell(actual, "red")


def _cell(lines: list[str], style: str = "") -> Text:
    shown = lines[:_MOST_LINES]
    if len(lines) > len(shown):
        shown.append(f"... and {len(lines) - len(shown)} more")
    return Text(printable("\n".join(shown)), style=style)


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
