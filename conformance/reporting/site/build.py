"""Building the site: the pages written into a folder."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from conformance.reporting.results import Results
from conformance.reporting.site.model import Model
from conformance.reporting.site.pages import STATIC, template
from conformance.rules.catalogue import Catalogue, places

# What tells a folder that was written by this from one that was not.
_MARK = "conformance-report.txt"
_MARK_TEXT = "This folder is written by `torch-conformance report`, which replaces what is in it.\n"


class SiteError(Exception):
    """The site cannot be written; the text says why."""


def build(results: Sequence[Results], catalogue: Catalogue, folder: Path) -> Path:
    """Write the site of these results into a folder; the page to open.

    A folder that holds an earlier site is written anew. Any other one has to be empty.

    Raises:
        SiteError: the folder holds something else, or cannot be written.
    """
    model = Model(results, catalogue)
    try:
        _prepare(folder)
        _write(model, folder)
    except OSError as error:
        raise SiteError(f"cannot write {error.filename or folder}: {error.strerror}") from error
    return folder / "index.html"


def _prepare(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / _MARK).exists():
        raise SiteError(f"{folder} is not empty and holds no report: name another folder")
    for name in ("rules", "divergences"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    (folder / _MARK).write_text(_MARK_TEXT, encoding="utf-8")


def _write(model: Model, folder: Path) -> None:
    for name in STATIC:
        shutil.copyfile(Path(__file__).with_name(name), folder / name)
    implemented = places()
    shown = {"model": model, "rows": {row.id: row for row in model.rows}}
    _page(folder / "index.html", "index", root="", **shown)
    _page(folder / "changes.html", "changes", root="", **shown)
    for row in model.rows:
        where = implemented.get(row.id, [])
        _page(folder / "rules" / f"{row.name}.html", "rule", root="../", row=row, places=where)
    for name, each in model.divergences.items():
        _page(folder / "divergences" / f"{name}.html", "divergence", root="../", each=each, **shown)


def _page(path: Path, name: str, **shown) -> None:
    path.write_text(template(name).render(**shown), encoding="utf-8")
