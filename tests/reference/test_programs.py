"""Small programs on torch and on the reference: the same values, flags, histories and texts.

Each file in `programs/` is one. A statement that raises is an observation, and the program goes on.
"""

from pathlib import Path

import pytest

from tests.reference.side_by_side import assert_same

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in PROGRAMS])
def test_torch_and_the_reference_agree(path):
    assert_same(path.read_text(encoding="utf-8"))
