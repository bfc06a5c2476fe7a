"""Which suite this is: two runs are comparable if the same programs were judged by the same rules.

The version of the package changes with a release only; the revision with every change of what
decides a verdict. What merely shows verdicts (reports, the command line) has no part in it.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_DECIDE = (
    "comparing",
    "corpus",
    "expectations",
    "medleys",
    "operators",
    "profiles.py",
    "programs",
    "rules",
    "scenarios",
    "showcase.py",
    "subjects",
    "suite",
    "tracing",
    "../reference_impl",
)
_SUFFIXES = (".py", ".toml")


@cache
def revision(package: Path = _PACKAGE) -> str:
    """A digest of the specification and of everything of the suite that decides a verdict."""
    digest = hashlib.sha256()
    for path in _files(package):
        name = path.relative_to(package.parent).as_posix()
        # A checkout on Windows has other line ends, and is the same suite.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _files(package: Path) -> Iterator[Path]:
    for name in _DECIDE:
        place = (package / name).resolve()
        found = place.rglob("*") if place.is_dir() else [place]
        yield from sorted(path for path in found if path.suffix in _SUFFIXES)
