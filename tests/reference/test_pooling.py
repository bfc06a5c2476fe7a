"""Pooling in one, two and three dimensions, and back: the reference against torch and numbers.

Each expression names its inputs; see `operator_checks`. What is pooled in two dimensions with plain
settings is in `test_convolutions`.
"""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch

IMAGE = "cube.reshape(1, 3, 4, 5)"
VOLUME = "cube.reshape(1, 1, 3, 4, 5)"
PLACES = "torch.tensor([[[[0, 3], [6, 1]]]])"

SMOOTH = [
    f"F.avg_pool2d({IMAGE}, 3, stride=3, padding=1, ceil_mode=True)",
    f"F.avg_pool2d({IMAGE}, (3, 2), stride=2, ceil_mode=True, count_include_pad=False)",
    f"F.avg_pool2d({IMAGE}, [2], stride=[1], divisor_override=3)",
    "F.avg_pool1d(b, 3, stride=3, padding=1, ceil_mode=True)",
    f"F.avg_pool3d({VOLUME}, 2)",
    f"F.avg_pool3d({VOLUME}, (2, 3, 2), stride=1, padding=1, count_include_pad=False)",
    f"F.avg_pool3d({VOLUME}[0], 2, stride=2, ceil_mode=True, divisor_override=5)",
    f"F.adaptive_avg_pool3d({VOLUME}, (2, 3, 2))",
    f"F.adaptive_avg_pool3d({VOLUME}, (None, 1, 4))",
    f"F.adaptive_avg_pool3d({VOLUME}, 1)",
    f"F.max_pool3d({VOLUME}, 2)",
    f"F.max_pool3d({VOLUME}, (1, 2, 3), stride=1, padding=(0, 1, 1))",
    f"F.max_pool3d({VOLUME}[0], 2, dilation=(1, 2, 2), ceil_mode=True)",
    "F.adaptive_max_pool1d(b, 3)",
    f"F.adaptive_max_pool2d({IMAGE}, (2, 3))",
    f"F.adaptive_max_pool2d({IMAGE}[0], (None, 2))",
    f"F.adaptive_max_pool3d({VOLUME}, 2)",
    f"F.fractional_max_pool2d({IMAGE}, 2, 3, _random_samples=p.reshape(1, 6, 2)[:, :3].detach())",
    f"F.fractional_max_pool3d({VOLUME}, 2, (1, 2, 3), _random_samples=w3[None, None] / 3)",
    f"F.max_unpool2d(v.reshape(1, 1, 2, 2), {PLACES}, 2)",
    f"F.max_unpool2d(v.reshape(1, 1, 2, 2), {PLACES}, 2, output_size=(1, 1, 5, 5))",
    "F.max_unpool1d(x.reshape(1, 1, 3), torch.tensor([[[0, 3, 4]]]), 2)",
    "F.max_unpool3d(v.reshape(1, 1, 1, 2, 2), torch.tensor([[[[[0, 9], [6, 31]]]]]), 2, stride=2)",
]
ELSEWHERE = [
    "F.max_pool3d(ties[None, None], (1, 2, 2), stride=1)",
    "F.max_pool3d(nans[None, None], (1, 2, 2), stride=1)",
    "F.adaptive_max_pool2d(ties[None], 2)",
    "F.max_pool1d(ties, 2, stride=1)",
    "F.adaptive_max_pool1d(b, 2, return_indices=True)",
    f"F.adaptive_max_pool3d({VOLUME}, 2, return_indices=True)",
    f"F.max_pool3d({VOLUME}, 2, return_indices=True)",
    f"F.fractional_max_pool2d({IMAGE}, 2)",
    f"F.fractional_max_pool2d({IMAGE}, 2, output_ratio=(0.5, 0.5), return_indices=True)[0] * 0",
    f"F.adaptive_avg_pool3d({IMAGE}[0], 2)",
    f"F.avg_pool3d({IMAGE}[0], 2)",
    f"F.avg_pool2d({IMAGE}, 2, padding=2)",
    f"F.max_pool3d({VOLUME}, 2, padding=2)",
    f"F.max_unpool2d(v.reshape(1, 1, 2, 2), {PLACES}, 2, output_size=(9, 9))",
    f"F.max_unpool2d(v.reshape(1, 1, 2, 2), {PLACES} + 12, 2)",
    f"F.max_unpool2d(v.reshape(1, 1, 2, 2), {PLACES} // 2, 2)",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *ELSEWHERE])
def test_as_torch(expression):
    assert_as_torch(expression, (torch.float32,))


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numbers(expression):
    assert_as_numbers(expression)
