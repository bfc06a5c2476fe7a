"""Small programs on torch and on the reference: the same values, flags, histories and texts.

A statement that raises is an observation, and the program goes on.
"""

import pytest

from tests.reference.side_by_side import assert_same, programs


@pytest.mark.parametrize("path", programs(""))
def test_torch_and_the_reference_agree(path):
    assert_same(path.read_text(encoding="utf-8"))
