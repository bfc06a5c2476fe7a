"""The revision of the suite: another one if, and only if, something judges differently."""

import shutil

import pytest

from conformance.revision import revision
from tests.product.conftest import CHECKOUT


@pytest.fixture
def checkout(tmp_path):
    """A copy of what is delivered."""
    for name in ("conformance", "reference_impl"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(CHECKOUT / name, tmp_path / name, ignore=ignored)
    return tmp_path


def append(path, text="\n# a change\n"):
    """Change a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_copy_is_the_same_suite(checkout):
    """Wherever it is installed, and with whatever line ends."""
    rules = checkout / "conformance" / "rules" / "detach.toml"
    rules.write_bytes(rules.read_bytes().replace(b"\n", b"\r\n"))
    assert revision(checkout / "conformance") == revision()


@pytest.mark.parametrize(
    "changed",
    [
        "reference_impl/engine.py",
        "conformance/rules/views.toml",
        "conformance/scenarios/views.py",
        "conformance/comparing/tolerance.py",
        "conformance/operators/uncovered.py",
        "conformance/medleys/optimizers/cycles.py",
        "conformance/profiles.py",
    ],
)
def test_what_judges_changes_it(checkout, changed):
    """The specification, the rules, the programs, the comparison, the number of examples."""
    append(checkout / changed)
    assert revision(checkout / "conformance") != revision()


def test_what_shows_does_not_change_it(checkout):
    """A file of an older release of the reports stays comparable."""
    append(checkout / "conformance" / "reporting" / "terminal.py")
    append(checkout / "conformance" / "cli.py")
    assert revision(checkout / "conformance") == revision()
