"""A comparison as Markdown, for a pull request: the verdict first, the programs folded away."""

import re
from collections.abc import Iterator

from conformance.reporting.comparison import Behaviour, Comparison, Kind, Side
from conformance.reporting.comparison_terminal import HEADINGS, facts, verdict
from conformance.reporting.results import Divergence, Environment
from conformance.reporting.text import printable
from conformance.rules.catalogue import Catalogue

# A comment on a pull request has room for some 65,000 characters.
_MOST_TEXT = 2_000
_MOST_PROGRAMS = 12


def markdown(comparison: Comparison, catalogue: Catalogue) -> str:
    """The comparison as GitHub shows it."""
    return "\n".join(_lines(comparison, catalogue)) + "\n"


def _lines(comparison: Comparison, catalogue: Catalogue) -> Iterator[str]:
    sign = "❌" if comparison.of_kind("regression") else "✅"
    if comparison.of_kind("unchecked"):
        sign = "⚠️" if sign == "✅" else sign
    yield f"### {sign} Autograd conformance: {verdict(comparison)}"
    yield ""
    yield "| | torch | subject | device | Python | profile |"
    yield "|---|---|---|---|---|---|"
    yield _run("old", comparison.old)
    yield _run("new", comparison.new)
    yield ""
    yield from (f"- {_inline(note)}" for note in comparison.notes)
    for kind, (heading, _, meaning) in reversed(HEADINGS.items()):
        changes = comparison.of_kind(kind)
        if changes:
            yield ""
            yield f"**{len(changes)} {heading}** ({meaning})"
            yield ""
            yield from _of_kind(kind, comparison, catalogue)
    if comparison.behaviours:
        yield ""
        yield f"**{len(comparison.behaviours)} behaviours changed with the release**"
        yield ""
        for behaviour in comparison.behaviours[:_MOST_PROGRAMS]:
            yield from _behaviour(behaviour)
        yield from _rest(len(comparison.behaviours))


def _run(label: str, environment: Environment) -> str:
    facts = (environment.torch, environment.subject, environment.device, environment.python)
    return f"| {label} | {' | '.join(map(_inline, (*facts, environment.profile)))} |"


def _of_kind(kind: Kind, comparison: Comparison, catalogue: Catalogue) -> Iterator[str]:
    without = [change for change in comparison.of_kind(kind) if change.divergence is None]
    for change in without[:_MOST_PROGRAMS]:
        reason = f" ({_inline(change.reason)})" if change.reason else ""
        yield f"- `{_code(change.rule)}`: {_statement(change.rule, catalogue)}{reason}"
    yield from _rest(len(without))
    findings = comparison.findings_of(kind)
    for finding in findings[:_MOST_PROGRAMS]:
        others = f" and {len(finding.rules) - 1} more" if len(finding.rules) > 1 else ""
        opened = " open" if kind == "regression" else ""
        yield f"<details{opened}><summary>{_html(finding.rules[0])}{others}</summary>"
        yield ""
        yield _statement(finding.rules[0], catalogue)
        yield ""
        if others:
            yield f"Also at {', '.join(f'`{_code(rule)}`' for rule in finding.rules[1:])}"
            yield ""
        yield from _divergence(finding.divergence)
        yield ""
        yield "</details>"
        yield ""
    yield from _rest(len(findings))


def _statement(rule_id: str, catalogue: Catalogue) -> str:
    rule = catalogue.get(rule_id)
    return _link(rule.statement, rule.source) if rule else "not in the catalogue"


def _rest(number: int) -> Iterator[str]:
    if number > _MOST_PROGRAMS:
        yield f"- and {number - _MOST_PROGRAMS} more"


def _divergence(found: Divergence) -> Iterator[str]:
    yield from _fenced(found.program, "python")
    yield ""
    where = ": ".join(filter(None, (found.level, found.where)))
    yield f"At step {found.step + 1}, {_inline(where)}"
    yield ""
    yield from _fenced(f"expected: {found.expected}\nactual:   {found.actual}")


def _behaviour(behaviour: Behaviour) -> Iterator[str]:
    title = behaviour.name or behaviour.rules[0]
    turned = ""
    if behaviour.name is not None:
        turned = f": {_html(behaviour.old.value)} → {_html(behaviour.new.value)}"
    yield f"<details><summary>{_html(title)}{turned}</summary>"
    yield ""
    if behaviour.what:
        yield _link(behaviour.what, behaviour.source)
        yield ""
    yield f"At {', '.join(f'`{_code(rule)}`' for rule in behaviour.changed_rules)}"
    yield ""
    sides = {"old": (behaviour.old, behaviour.new), "new": (behaviour.new, behaviour.old)}
    shown = None
    for label, (side, other) in sides.items():
        if side.example is None:
            continue
        if side.example.program != shown:
            shown = side.example.program
            yield from _fenced(shown, "python")
            yield ""
        yield from _side(label, side, other)
        yield ""
    yield "</details>"
    yield ""


def _side(label: str, side: Side, other: Side) -> Iterator[str]:
    yield f"{label}:"
    yield ""
    yield from _fenced("\n".join(facts(side, other)) or "(nothing)")


def _fenced(text: str, language: str = "") -> Iterator[str]:
    """A block of code that the text cannot end: its fence is longer than any run of backticks."""
    text = printable(text.rstrip("\n"))
    if len(text) > _MOST_TEXT:
        text = text[:_MOST_TEXT] + "..."
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}{language}"
    yield from text.split("\n")
    yield fence


def _link(text: str, address: str) -> str:
    """A link, if the address is one: it may come from a results file."""
    plain = re.fullmatch(r"https://[^\s()<>]+", address)
    return f"[{_inline(text)}]({address})" if plain else _inline(text)


def _inline(text: object) -> str:
    """Text in a line or a cell, of which Markdown and HTML take nothing for their own."""
    line = " ".join(printable(str(text)).split())
    return re.sub(r"([\\`*_{}\[\]<>#|~&@])", r"\\\1", line)


def _html(text: str) -> str:
    line = " ".join(printable(text).split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _code(text: str) -> str:
    return printable(text).replace("`", "'")
