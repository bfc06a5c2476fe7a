"""Medleys: programs that go from rule to rule, one plain file each.

A program of the corpus is an example of one rule, and short. A medley looks at a subject from many
sides, one statement after the other, mistakes among them. The specification was tried on them
statement by statement (`tests/reference`), a run looks at each when it is over
(`conformance/suite/test_medleys.py`), and random programs begin with them
(`conformance/campaign/openings.py`).
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def load_all() -> dict[str, str]:
    """The text of each, by folder and stem, as `hooks/on_leaves`, in order of name."""
    paths = (path for path in FOLDER.rglob("*.py") if path.name != "__init__.py")
    return {
        path.relative_to(FOLDER).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(paths)
    }
