"""The templates, and what they may use: everything they print is escaped."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from conformance import __version__
from conformance.reporting.comparison_terminal import HEADINGS, facts
from conformance.reporting.site.model import Run
from conformance.reporting.terminal import marked_lines
from conformance.reporting.text import printable

# The files next to this one that every page uses.
STATIC = ("report.css", "report.js")


def template(name: str) -> Template:
    """The template of a kind of page."""
    return _environment().get_template(f"{name}.html")


def in_one_piece() -> dict[str, Any]:
    """Style and script for a page that holds them; the digest lets the script run, and no other."""
    here = Path(__file__)
    style, script = (here.with_name(name).read_text(encoding="utf-8") for name in STATIC)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"root": "", "style": Markup(style), "script": Markup(script), "digest": digest}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("conformance.reporting.site"),
        autoescape=True,
        finalize=_seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "version": __version__,
        "headings": HEADINGS,
        "facts": facts,
        "marked_lines": marked_lines,
        "steps_of": steps_of,
        "stretch": stretch,
        "columns": columns,
    }
    return environment


def _seen(value: Any) -> Any:
    """What an expression prints: with control and formatting characters spelled out."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return printable(value)


def stretch(runs: list[Run]) -> str:
    """Runs next to each other, by the first and the last."""
    first, last = runs[0].label, runs[-1].label
    return first if len(runs) == 1 else f"{first} to {last}"


def steps_of(program: str, trace: list[str]) -> list[tuple[str, str]]:
    """The statements of a program, each with what it does; at last the end, if something shows."""
    found = []
    for step, told in enumerate(trace[:-1]):
        source = "\n".join(line for line, marked in marked_lines(program, step) if marked)
        imports = source.startswith(("import ", "from "))
        if source and (told or not imports):
            found.append((source, told))
    return [*found, ("", trace[-1])] if trace and trace[-1] else found


def columns(runs: list[Run], height: float) -> list[dict[str, Any]]:
    """The columns of the trend: for each run the parts of its bar, of which the least is seen."""
    found = []
    for run in runs:
        total = sum(run.counts.values()) or 1
        shares = {status: count / total * height for status, count in run.counts.items() if count}
        shares = {status: max(share, 3.0) for status, share in shares.items()}
        scale = height / (sum(shares.values()) or 1)
        bottom, parts = height, []
        for status, share in shares.items():
            bottom -= share * scale
            parts.append({"status": status, "y": round(bottom, 2), "h": round(share * scale, 2)})
        found.append({"run": run, "parts": parts})
    return found
