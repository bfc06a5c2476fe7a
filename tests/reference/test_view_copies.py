"""Copies of views, pieces, and what is filled or drawn: the reference against torch and numbers.

Each expression names its inputs; see `operator_checks`.
"""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch

COPIES = [
    "torch.alias_copy(m)",
    "torch.as_strided_copy(m, (2, 2), (1, 2))",
    "torch.as_strided_copy(m, (2, 2), (1, 1), 3)",
    "torch.diagonal_copy(b, 1, 1, 2)",
    "torch.expand_copy(x, (2, 3))",
    "torch.narrow_copy(m, 1, 1, 2)",
    "m.narrow_copy(0, 0, 1)",
    "torch.permute_copy(b, (2, 0, 1))",
    "torch.select_copy(b, 1, -1)",
    "torch.slice_copy(n, 1, 1, 4, 2)",
    "torch.split_copy(n, 3, 1)",
    "torch.split_with_sizes_copy(n, [1, 3], 1)[1]",
    "torch.squeeze_copy(a)",
    "torch.squeeze_copy(a, 0)",
    "torch.squeeze_copy(a, (0, 1))",
    "torch.t_copy(m)",
    "torch.transpose_copy(b, 0, 2)",
    "torch.unbind_copy(m, 1)",
    "torch.unbind_copy(m)[2]",
    "torch.unfold_copy(v, 0, 2, 1)",
    "torch.unsqueeze_copy(m, 1)",
    "torch.view_copy(b, (6, 4))",
]
PIECES = [
    "torch.hsplit(n, 2)",
    "n.hsplit([1, 3])",
    "x.hsplit(3)",
    "n.vsplit([1])",
    "torch.dsplit(b, 2)",
    "torch.unsafe_split(n, 3, 1)",
    "n.unsafe_split(2)[0]",
    "torch.unsafe_split_with_sizes(n, [1, 2])",
    "n.unsafe_chunk(2, 1)[1].mul_(2)",
]
OTHERS = [
    "torch.fill(m, 2.0)",
    "torch.fill(m, s)",
    "m.__rdiv__(2)",
    "torch.ops.aten.slice.Tensor(n, 1, 0, 3)",
    "torch.normal(m, m.abs()) * 0",
    "torch.normal(m, 1.0) * 0",
    "torch.normal(0.0, m.abs()) * 0",
    "torch.bernoulli(p) * 0",
    "torch.poisson(p) * 0",
]
REFUSED = [
    "torch.view_copy(m, torch.int64)",
    "torch.hsplit(n, 3)",
    "s.hsplit(1)",
    "x.vsplit(1)",
    "m.dsplit(1)",
    "torch.fill(m, x)",
    "torch.normal(m, -1.0)",
    "torch.bernoulli(p, 0.5) * 0",
    "torch.unsafe_chunk(n, 0)",
]


@pytest.mark.parametrize("expression", [*COPIES, *PIECES, *OTHERS, *REFUSED])
def test_as_torch(expression):
    assert_as_torch(expression, (torch.float32, torch.complex128) if "*" not in expression else ())


@pytest.mark.parametrize("expression", [*COPIES, *PIECES[:-1]])
def test_as_numbers(expression):
    assert_as_numbers(expression)


def test_as_strided_scatter():
    """What is overwritten gets no gradient. torch gives it all there is, and the rest none."""
    assert_as_numbers("torch.as_strided_scatter(m, k[:2, :2], (2, 2), (1, 3))")
    assert_as_numbers("m.as_strided_scatter(x[:2], (2,), (4,), 1)")
