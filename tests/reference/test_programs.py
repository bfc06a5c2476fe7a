"""Small programs on torch and on the reference: the same values, flags, histories and texts.

A statement that raises is an observation, and the program goes on. Here are the folders that have
no file of tests of their own.
"""

import pytest

from tests.reference.side_by_side import assert_same, programs

FOLDERS = ("", "accumulation", "data", "detach", "gradients", "numpy", "views")


@pytest.mark.parametrize("path", [path for folder in FOLDERS for path in programs(folder)])
def test_torch_and_the_reference_agree(path):
    assert_same(path.read_text(encoding="utf-8"))
