"""Memory: views, versions, `.data`, storages, arrays, on torch and on the reference."""

import pytest

from tests.reference.side_by_side import assert_same, programs


@pytest.mark.parametrize("program", programs("memory"))
def test_torch_and_the_reference_agree(program):
    assert_same(program.read_text(encoding="utf-8"))
