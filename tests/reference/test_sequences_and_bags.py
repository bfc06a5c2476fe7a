"""`ctc_loss`, `embedding_bag`, `pdist`, `linear_cross_entropy` and other losses and layers.

Against torch and against numbers; each expression names its inputs, see `operator_checks`.
"""

import pytest
import torch

import reference_impl
from reference_impl import semantics

from .operator_checks import assert_as_numbers, assert_as_torch

# Log-probabilities of 4 classes at 3 times for 2 samples, and of 3 classes at 5 times for 4.
THREE_TIMES = "b.transpose(0, 1).log_softmax(2)"
FIVE_TIMES = "cube.transpose(1, 2).log_softmax(2)"
TEXTS = "torch.tensor([[1, 2, 1], [1, 1, 0], [2, 0, 0], [2, 1, 0]])"
LENGTHS = "[5, 5, 4, 5], [3, 2, 1, 0]"
LAYER = "n, cube.reshape(15, 4)[:3], t"
OPTIONS = "torch.nn.LinearCrossEntropyOptions(batch_chunk_size=2, chunking_method=None"

TWICE = [
    "F.triplet_margin_with_distance_loss(m, k, n[:, :3])",
    "F.triplet_margin_with_distance_loss(m, k, n[:, :3], swap=True, margin=3.0, reduction='none')",
    "F.triplet_margin_with_distance_loss(m, k, n[:, :3], reduction='sum', "
    "distance_function=lambda x, y: (x - y).square().sum(1))",
    "F.local_response_norm(b, 2)",
    "F.local_response_norm(d, 3, alpha=0.5, beta=0.6, k=2.0)",
    "torch.native_layer_norm(m, (3,), x, y, 0.001)[0]",
    "torch.native_group_norm(b, x, y, 2, 3, 4, 3, 0.001)",
    "torch.native_group_norm(b, None, None, 2, 3, 4, 1, 0.1)",
    "torch.native_batch_norm(b, x, y, rm, rv, True, 0.3, 0.001)[0]",
    "torch.native_batch_norm(b, x, y, rm, rv, False, 0.3, 0.001)[0]",
    "torch._native_batch_norm_legit(b, x, None, rm, rv, True, 0.3, 0.001)[0]",
    "torch._native_batch_norm_legit(b, x, y, True, 0.3, 0.001)[0]",
    "torch.ops.aten._batch_norm_with_update(b, x, y, rm, rv, 0.3, 0.001)[0]",
    "torch.ops.aten.native_dropout_backward(m, grid, 2.0)",
    "torch.ops.aten.max_pool2d_with_indices_backward(d[:1, 0].reshape(1, 2, 2, 2), "
    "cube.reshape(60)[:40].reshape(1, 2, 4, 5), [2, 2], [2, 2], [0, 0], [1, 1], False, "
    "torch.tensor([[0, 3], [11, 12]]).expand(1, 2, 2, 2).contiguous())",
    "torch._unsafe_masked_index(m, grid, [t[:, None], j], 7.0)",
    "torch._unsafe_masked_index_put_accumulate(m, grid, [t[:, None], j], k)",
    f"F.linear_cross_entropy({LAYER})",
    f"F.linear_cross_entropy({LAYER}, linear_bias=x, weight=w3, reduction='none', ignore_index=1)",
    f"F.linear_cross_entropy({LAYER}, label_smoothing=0.1, reduction='sum')",
    "F.linear_cross_entropy(n, cube.reshape(3, 5, 4), square[:, [0, 1, 2, 0, 1]] % 3)",
    "F.linear_cross_entropy(v, n, one_class + t[0])",
]
ONCE = [
    f"F.ctc_loss({FIVE_TIMES}, {TEXTS}, {LENGTHS})",
    f"F.ctc_loss({FIVE_TIMES}, {TEXTS}, {LENGTHS}, reduction='none')",
    f"F.ctc_loss({FIVE_TIMES}, torch.tensor([1, 2, 1, 1, 1, 2]), {LENGTHS}, reduction='sum')",
    f"F.ctc_loss({THREE_TIMES}, t[1:].expand(2, 2), torch.tensor([3, 3]), torch.tensor([2, 1]), 3)",
    f"F.ctc_loss({THREE_TIMES}[:, 0], t[1:], torch.tensor(3), torch.tensor(2), reduction='none')",
    "F.embedding_bag(j, m, torch.tensor([0, 1, 1]))",
    "F.embedding_bag(j, m, torch.tensor([0, 1, 1]), mode='sum')",
    "F.embedding_bag(j, m, torch.tensor([0, 1, 1]), mode='max')",
    "F.embedding_bag(rows, m)",
    "F.embedding_bag(rows, m, mode='sum', per_sample_weights=n[:2, :3])",
    "F.embedding_bag(j, m, torch.tensor([0, 2, 3]), include_last_offset=True)",
    "F.embedding_bag(rows, m, padding_idx=2)",
    "F.embedding_bag(rows, m, padding_idx=-1, mode='sum')",
    "F.embedding_bag(rows, m, padding_idx=0, mode='max')",
    "F.pdist(m)",
    "F.pdist(m, 1)",
    "F.pdist(n, 3.5)",
    "torch.pdist(m, float('inf'))",
    "torch.pdist(n.t(), 1.5)",
    "F.multilabel_margin_loss(n, torch.tensor([[1, 3, -1, 0], [0, -1, 2, 2], [2, 1, 0, 3]]))",
    "F.multilabel_margin_loss(v, torch.tensor([1, 3, -1, 0]), reduction='sum')",
]
ELSEWHERE = [
    "F.embedding_bag(rows, m, mode='sum', scale_grad_by_freq=True)",
    "F.embedding_bag(torch.tensor([2, 1, 1, 1, 0, 2]), m, torch.tensor([0, 3]), "
    "scale_grad_by_freq=True)",
    "torch.native_group_norm(b, x, y, 2, 3, 4, 3, 0.001)[1]",
    "torch._unsafe_masked_index(m, grid, [t, None], 7.0)",
    "torch.pdist(n, float('inf'))",
    f"F.ctc_loss({THREE_TIMES}, torch.tensor([[1, 1, 1], [1, 2, 3]]), [3, 2], [3, 3])",
    f"F.ctc_loss({THREE_TIMES}, torch.tensor([[1, 1, 1], [1, 2, 3]]), [3, 3], [3, 3], 0, 'sum', "
    "True)",
    f"F.ctc_loss({THREE_TIMES}, t[1:].expand(2, 2), [3, 4], [2, 2])",
    f"F.ctc_loss({THREE_TIMES}, t[1:].expand(2, 2), [3, 3], [2, 2], reduction='bad')",
    f"F.ctc_loss({THREE_TIMES}, t[1:].expand(2, 2), [3, 3], [2, 2], blank=9)",
    "F.embedding_bag(rows, m, max_norm=1.0)",
    "F.embedding_bag(rows, ties, mode='max')",
    "F.embedding_bag(rows, m, per_sample_weights=n[:2, :3])",
    "F.embedding_bag(rows, m, per_sample_weights=n)",
    "F.embedding_bag(rows, x)",
    "F.embedding_bag(rows[None], m)",
    "F.embedding_bag(j, m)",
    "F.embedding_bag(rows, m, t)",
    "F.embedding_bag(rows, m, mode='least')",
    "F.embedding_bag(rows + 3, m)",
    "F.pdist(ties)",
    "F.pdist(ties, 0)",
    "F.pdist(ties, 0.5)",
    "F.pdist(ties, 1)",
    "F.pdist(torch.stack([x, x, y]))",
    "F.pdist(x)",
    "F.pdist(m, -1)",
    "F.multilabel_margin_loss(ties, t[None].expand(3, 3), reduction='none')",
    "F.multilabel_margin_loss(m, t)",
    "F.triplet_margin_with_distance_loss(m, k, x)",
    "F.triplet_margin_with_distance_loss(m, k, m, margin=-1)",
    "F.triplet_margin_with_distance_loss(m, k, m, reduction='bad')",
    "F.local_response_norm(m, 2)",
    "F.linear_cross_entropy(b, n, t)",
    "F.linear_cross_entropy(n, m, t)",
    "F.linear_cross_entropy(n, n, t, linear_bias=v)",
]
CHUNKED = [
    f"F.linear_cross_entropy({LAYER}, options={OPTIONS}))",
    f"F.linear_cross_entropy({LAYER}, options={OPTIONS}, allow_retain_graph=True), linear_bias=x)",
    f"F.linear_cross_entropy({LAYER}, options={OPTIONS}), weight=w3, ignore_index=1)",
    f"F.linear_cross_entropy({LAYER}, options={OPTIONS}), linear_bias=x, reduction='none')",
    f"F.linear_cross_entropy({LAYER}, options={OPTIONS}), label_smoothing=0.1)",
    f"F.linear_cross_entropy(v, n, t[2], options={OPTIONS}), reduction='sum')",
]


@pytest.mark.parametrize("expression", [*TWICE, *ONCE, *ELSEWHERE])
def test_as_torch(expression):
    assert_as_torch(expression, (torch.float32,))


@pytest.mark.skipif(not hasattr(torch.nn, "LinearCrossEntropyOptions"), reason="came with 2.13")
@pytest.mark.parametrize("expression", CHUNKED)
def test_chunked_as_torch(expression):
    assert_as_torch(expression, (torch.float32,))


@pytest.mark.parametrize("expression", TWICE)
def test_as_numbers(expression):
    assert_as_numbers(expression)


@pytest.mark.parametrize("expression", ONCE)
def test_first_derivative_as_numbers(expression):
    assert_as_numbers(expression, orders=1)


@pytest.fixture
def release_2_14():
    """The reference behaves as that release."""
    semantics.set_release("2.14.1")
    yield
    semantics.set_release(torch.__version__)


def test_the_statistics_of_a_group_are_differentiable(release_2_14):
    """Also alone."""
    assert_as_numbers("torch.native_group_norm(b, x, y, 2, 3, 4, 3, 0.001)[1]")
    assert_as_numbers("torch.native_group_norm(b, None, None, 2, 3, 4, 1, 0.1)[2]")


def test_bags_scaled_by_frequency(release_2_14):
    """Each row's gradient is divided by how often it was read."""
    table = reference_impl.ones(4, 2, requires_grad=True)
    indices = reference_impl.tensor([[0, 1, 2], [2, 2, 0]])
    options = {"mode": "sum", "scale_grad_by_freq": True}
    reference_impl.nn.functional.embedding_bag(indices, table, **options).sum().backward()
    assert table.grad.tolist() == [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [0.0, 0.0]]


def test_layer_norm_with_a_bias_alone():
    """The second derivative is that of no weight. torch stops with an internal error."""
    assert_as_numbers("F.layer_norm(m, (3,), None, x)")
