"""The results of a run: kept as JSON, and as a table."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table

from benchmarks.mutation.trying import Tried

STATUSES = ("killed", "timeout", "crash", "survived", "unreached", "untried")
ALIVE = ("survived", "unreached")


def results(tried: Sequence[Tried], facts: dict[str, Any]) -> dict[str, Any]:
    """What is kept of a run."""
    return {
        "torch": torch.__version__,
        "python": platform.python_version(),
        **facts,
        "mutants": [
            {
                "name": each.mutant.name,
                "line": each.mutant.span[0],
                "status": each.status,
                "by": each.by,
                "diff": each.mutant.diff,
            }
            for each in sorted(tried, key=lambda each: (each.mutant.module, each.mutant.span))
        ],
    }


def keep(found: dict[str, Any], path: Path) -> None:
    """Write the results of a run."""
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def show(found: dict[str, Any]) -> None:
    """A row for each module, and what survived."""
    console = Console(highlight=False, soft_wrap=True, width=120)
    for each in found["mutants"]:
        if each["status"] in ALIVE:
            console.print(f"{each['status']}: {each['name']}, line {each['line']}", markup=False)
            console.print(each["diff"], markup=False)
    table = Table("module", "mutants", *STATUSES, "dead")
    counts: dict[str, Counter[str]] = {}
    for each in found["mutants"]:
        counts.setdefault(each["name"].split(".")[0], Counter())[each["status"]] += 1
    for module, count in {**counts, "all": sum(counts.values(), Counter())}.items():
        dead = sum(count[status] for status in ("killed", "timeout", "crash"))
        tried = count.total() - count["untried"]
        share = f"{100 * dead / tried:.1f} %" if tried else ""
        cells = [str(count[status] or "") for status in STATUSES]
        table.add_row(module, str(count.total()), *cells, share)
    console.print(table)
