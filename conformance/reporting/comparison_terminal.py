"""A comparison in a terminal: what changed, then the counts, and the verdict last."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from conformance.reporting.comparison import Behaviour, Comparison, Kind, RuleChange, Side
from conformance.reporting.results import RuleResult
from conformance.reporting.terminal import divergence, environment_line, prose
from conformance.reporting.text import printable
from conformance.rules.catalogue import Catalogue

# In the order of a report that is read from its end; each with its style and what it means.
HEADINGS: dict[Kind, tuple[str, str, str]] = {
    "new": ("new", "cyan", "not judged before"),
    "removed": ("removed", "dim", "judged before, and not any more"),
    "known": ("known", "yellow", "diverges now, as the expectations say"),
    "still": ("still failing", "yellow", "failed before, and fails"),
    "fix": ("fixed", "green", "did not hold before"),
    "unchecked": ("unchecked", "bold yellow", "judged before, and left out of the newer run"),
    "regression": ("regressed", "bold red", "did not fail before"),
}
# Rules without a program to show are listed up to this many.
_MOST_LISTED = 20


def shown(comparison: Comparison, catalogue: Catalogue) -> RenderableType:
    """The whole of a comparison."""
    parts: list[RenderableType] = []
    for behaviour in comparison.behaviours:
        parts.append(_behaviour(behaviour))
    for kind in HEADINGS:
        parts += _of_kind(kind, comparison, catalogue)
    parts += [_counts(comparison), Text()]
    parts += [Text(f"note: {printable(note)}", style="yellow") for note in comparison.notes]
    parts.append(Text(f"old: {environment_line(comparison.old)}"))
    parts.append(Text(f"new: {environment_line(comparison.new)}"))
    style = "bold red" if comparison.of_kind("regression") else "green"
    parts.append(Text(verdict(comparison), style=style))
    return Group(*parts)


def verdict(comparison: Comparison) -> str:
    """The outcome in one line: how many rules regressed, and of how many that can be said."""
    regressed = len(comparison.of_kind("regression"))
    what = (
        f"{regressed} {'rule' if regressed == 1 else 'rules'} regressed"
        if regressed
        else ("no rule regressed")
    )
    findings = comparison.findings_of("regression")
    if regressed > len(findings) > 0:
        what += f" ({len(findings)} different {'way' if len(findings) == 1 else 'ways'})"
    unchecked = len(comparison.of_kind("unchecked"))
    rest = f"; {unchecked} were judged before and are not any more" if unchecked else ""
    return f"{what} of {comparison.compared} judged in both runs{rest}"


def _of_kind(kind: Kind, comparison: Comparison, catalogue: Catalogue) -> Iterator[Text]:
    """The changes of one kind: those without a program as a list, the others by divergence."""
    heading, style, meaning = HEADINGS[kind]
    without = [change for change in comparison.of_kind(kind) if change.divergence is None]
    if without:
        yield Text.assemble((heading.upper(), style), f" ({meaning})")
        yield from (_line(change) for change in without[:_MOST_LISTED])
        if len(without) > _MOST_LISTED:
            yield Text(f"     and {len(without) - _MOST_LISTED} more")
        yield Text()
    for finding in comparison.findings_of(kind):
        text = Text.assemble((heading.upper(), style), " ", (finding.rules[0], "bold"), "\n")
        rule = catalogue.get(finding.rules[0])
        if rule is not None:
            text.append(prose(rule.statement)).append(prose(rule.source), style="dim")
        others = finding.rules[1:]
        if others:
            text.append(prose(f"and the same at {len(others)} more: {', '.join(others)}"))
        yield text.append("\n").append_text(divergence(finding.divergence))


def _line(change: RuleChange) -> Text:
    reason = f": {printable(change.reason)}" if change.reason else ""
    return Text(f"     {change.rule} ({_said(change.old)} before, {_said(change.new)} now{reason})")


def _said(rule: RuleResult | None) -> str:
    return "no such rule" if rule is None else rule.status


def _behaviour(behaviour: Behaviour) -> Text:
    """A behaviour that changed: what shows it, a program, and either side."""
    text = Text.assemble(("CHANGED", "cyan"), " ", (behaviour.name or behaviour.rules[0], "bold"))
    if behaviour.name is not None:
        text.append(f" {printable(behaviour.old.value)} -> {printable(behaviour.new.value)}")
        text.append("\n")
        text.append(prose(behaviour.what) if behaviour.what else "")
        text.append(prose(behaviour.source) if behaviour.source else "", style="dim")
        about = behaviour.changed_rules
        more = len(behaviour.rules) - len(about)
        by_chance = f"; and by chance at {more} more" if more else ""
        at = f"at {len(about)} {'rule' if len(about) == 1 else 'rules'}"
        text.append(prose(f"{at}: {', '.join(about)}{by_chance}"))
    text.append("\n")
    old, new = behaviour.old, behaviour.new
    same = old.example and new.example and old.example.program == new.example.program
    sides = [("old", old), ("new", new)]
    for label, side in sides:
        if side.example is None:
            continue
        if label == "old" or not same:
            text.append(_program(side.example.program)).append("\n")
        text.append(prose("\n".join(facts(side, new if side is old else old)), label=label))
    return text


def facts(side: Side, other: Side) -> list[str]:
    """What is to be said of a side: what its switch shows, or where its trace is another."""
    if side.shows or side.example is None:
        return side.shows
    there = other.example.trace if other.example is not None else []
    if len(there) != len(side.example.trace):
        return [line for text in side.example.trace for line in text.splitlines()]
    return [
        line
        for here, elsewhere in zip(side.example.trace, there, strict=True)
        for line in here.splitlines()
        if line not in elsewhere.splitlines()
    ]


def _program(program: str) -> str:
    return "".join(f"     {printable(line)}\n" for line in program.rstrip("\n").split("\n"))


def _counts(comparison: Comparison) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column("rules", justify="right")
    grid.add_column("")
    grid.add_column("")
    for kind, (heading, style, meaning) in reversed(HEADINGS.items()):
        count = len(comparison.of_kind(kind))
        if count:
            grid.add_row(str(count), Text(heading, style=style), Text(meaning, style="dim"))
    if comparison.behaviours:
        changed = {rule for each in comparison.behaviours for rule in each.changed_rules}
        meaning = f"in {len(comparison.behaviours)} behaviours, as the specification says"
        grid.add_row(str(len(changed)), Text("changed", style="cyan"), Text(meaning, style="dim"))
    return grid
