"""Custom functions, on torch and on the reference."""

import pytest

import reference_impl
from tests.reference.side_by_side import assert_same, programs


@pytest.mark.parametrize("program", programs("functions"))
def test_torch_and_the_reference_agree(program):
    assert_same(program.read_text(encoding="utf-8"))


def test_a_vmap_method_of_ones_own_is_refused():
    """It is given the whole batch, which a loop over elements never has."""

    class Own(reference_impl.autograd.Function):
        @staticmethod
        def forward(x):
            return x * 2

        @staticmethod
        def setup_context(ctx, inputs, output):
            pass

        @staticmethod
        def vmap(info, in_dims, x):
            return x * 3, 0

    with pytest.raises(NotImplementedError, match="vmap staticmethod is not part"):
        reference_impl.func.vmap(Own.apply)(reference_impl.ones(2))
