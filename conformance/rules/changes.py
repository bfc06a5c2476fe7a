"""The page of what changed between releases: each change with the rule and the program it shows in.

`python -m conformance.rules.changes` prints `docs/changes.md`.
"""

from __future__ import annotations

from collections.abc import Iterable

from conformance import subjects
from conformance.corpus import CorpusProgram, load_all

HEADING = """# What changed in PyTorch's autograd between 1.13 and 2.15

Printed by `python -m conformance.rules.changes`. Each line ends with the switch of the
specification that turns it (`reference_impl/changes.py`), the rule it belongs to, linked to a
program that shows it, and the upstream change where it is known. A change is dated by the first
release on which it was measured, of 1.13.1, 2.0.1, 2.4.1 and every minor release from 2.8 on,
unless the exact one is known. Faults of single releases are not here: they are listed in
`conformance/expectations/`.
"""


def page() -> str:
    """The changes in words, the newest first, as Markdown."""
    reference = subjects.get("reference").namespace
    changes, names = reference.changes, reference.names_by_release
    shown = by_switch(load_all())
    lines: dict[tuple[int, int], list[str]] = {}
    for change in changes.CHANGES:
        text = f"{change.what} `{change.name}`"
        text += "".join(f" · {_link(program)}" for program in shown.get(change.name, ())[:1])
        text += f" · [upstream]({change.source})" if change.source else ""
        lines.setdefault(change.since, []).append(text)
        if change.until < changes.NEVER:
            lines.setdefault(change.until, []).append(f"No longer: {text}")
    for path, since in names.NAMES.items():
        lines.setdefault(since, []).append(f"New: `torch.{path}`.")
    for path, until in names.GONE.items():
        lines.setdefault(until, []).append(f"Gone: `torch.{path}`.")
    for path, arguments in names.ARGUMENTS.items():
        for name, since in arguments.items():
            lines.setdefault(since, []).append(f"New: the argument `{name}` of `torch.{path}`.")
    text = HEADING
    for release in sorted(lines, reverse=True):
        if release > changes.FIRST:
            text += f"\n## {release[0]}.{release[1]}\n\n"
            text += "".join(f"- {line}\n" for line in lines[release])
    return text


def by_switch(programs: Iterable[CorpusProgram]) -> dict[str, list[CorpusProgram]]:
    """The programs that show each switch, those first that are about nothing else."""
    found: dict[str, list[CorpusProgram]] = {}
    for program in sorted(programs, key=lambda each: (each.source != "changes", each.name)):
        for switch in program.changes:
            found.setdefault(switch, []).append(program)
    return found


def _link(program: CorpusProgram) -> str:
    return f"[`{program.rule}`](../conformance/corpus/{program.name}.py)"


if __name__ == "__main__":
    print(page(), end="")
