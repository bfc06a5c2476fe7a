"""The coverage table: for the terminal, as a page of the documentation, and as JSON."""

from __future__ import annotations

import collections
from collections.abc import Sequence

import msgspec
from rich.console import Group, RenderableType
from rich.text import Text

from conformance.operators.coverage import Coverage
from conformance.reporting.terminal import printable

_PAGE = """\
# Operators

What the specification covers of PyTorch's own operator database (`op_db`, in every wheel): each
differentiable entry, and whether the reference does on the database's samples what torch does.
Compared are values, flags, aliasing, versions, the name of the node where there is one, first and
second derivatives, or the error with which torch refuses one, in each dtype in which torch can
differentiate the operator. Numbers count as the same within the tolerances of
`conformance/comparing/tolerance.py`; how far rounding may go beyond is measured, and
`conformance/operators/rounding.py` says how.

The table is of the database's own samples. A run of the suite (`pytest conformance -k op-db`) tries
more: first each change of a sample by itself (`variations.py`: values, memory, shapes, arguments,
gradients), then other shapes (`shaping.py`), then arguments that the database gives apart or not at
all (`recombining.py` says which). Of these few samples are made in which each value of an option
meets each value of the others, as far as the operator takes them, and in other dtypes, memory,
values and gradients meanwhile, also in place (`covering.py`, `combining.py`). Last come some
inputs that Hypothesis draws (`drawing.py`), where several changes come together: a
length of 1 or 0, operands to broadcast, strides of 0, overlapping or transposed memory, one tensor
twice, other tensors requiring grad, zeros, ties, bounds and, where what comes of them is certain,
denormal and infinite numbers and NaN, expanded, transposed, zero or missing gradients, the in-place
form. How many an entry gets is up to the profile (`conformance/profiles.py`), which ones up to the
seed. What fails is shrunk. `uncovered.py` lists what is not drawn, and why.

This page is made by `{command}`, with torch {version}.

**{total}**
{reasons}
| entry | covered | first | second | in place | dtypes | calls | levels, or why not |
|---|---|---|---|---|---|---|---|
{rows}
"""
COMMAND = "torch-conformance ops --format markdown > docs/operators.md"


def total(found: Sequence[Coverage]) -> str:
    """The sum of the table, in words."""
    covered = sum(each.covered for each in found)
    return f"{covered} of {len(found)} differentiable entries are covered"


def as_json(found: Sequence[Coverage], version: str) -> str:
    """The table as JSON: the entries, and the totals."""
    content = {
        "torch": version,
        "differentiable": len(found),
        "covered": sum(each.covered for each in found),
        "entries": found,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()


def as_page(found: Sequence[Coverage], version: str) -> str:
    """The table as a page of the documentation."""
    return _PAGE.format(
        command=COMMAND,
        version=version,
        total=f"{total(found)}.",
        reasons=_reasons(found),
        rows="\n".join(_row(each) for each in found),
    )


def as_text(found: Sequence[Coverage]) -> RenderableType:
    """The table for a terminal: a line an entry, then the total."""
    width = max(len(each.name) for each in found)
    lines = [_line(each, width) for each in found]
    return Group(*lines, Text(), Text(total(found), style="bold"))


def _line(each: Coverage, width: int) -> Text:
    sign = ("yes", "green") if each.covered else ("no ", "red")
    line = Text.assemble(sign, f"  {each.name.ljust(width)}  ")
    if each.covered:
        form = ", in place" if each.in_place == "compared" else ""
        return line.append(
            f"{_dtypes(each)}; {each.samples} calls{form}; {_note(each)}"
            f"{_refused('first', each.first)}{_refused('second', each.second)}",
            style="dim",
        )
    return line.append(_note(each))


def _refused(order: str, derivative: str) -> str:
    """What is to be said of a derivative that could not be compared."""
    return "" if derivative == "compared" else printable(f"; {order} derivative: {derivative}")


def _row(each: Coverage) -> str:
    cells = [
        f"`{each.name}`",
        "yes" if each.covered else "no",
        each.first,
        each.second,
        each.in_place,
        _dtypes(each),
        str(each.samples),
        _note(each),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _note(each: Coverage) -> str:
    note = " ".join(each.levels) if each.covered else each.reason or ""
    return printable(" ".join(note.split()))


def _dtypes(each: Coverage) -> str:
    short = {"float64": "f64", "float32": "f32", "bfloat16": "bf16", "float16": "f16"}
    return " ".join(short.get(dtype, "c128") for dtype in each.dtypes)


def _reasons(found: Sequence[Coverage]) -> str:
    """How many entries are not covered for want of an operator, and how many differ."""
    kinds = collections.Counter(
        "has no such operator" if "the reference has no " in (each.reason or "") else "differs"
        for each in found
        if not each.covered
    )
    lines = [f"- {count} where the reference {kind}" for kind, count in sorted(kinds.items())]
    return "\n".join(["", "Not covered are:", "", *lines, ""]) if lines else ""
