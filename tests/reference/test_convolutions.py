"""Convolutions and pooling: the reference against torch and against numbers.

Each expression names its inputs; see `operator_checks`.
"""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch

DTYPES = (torch.float32, torch.bfloat16)
IMAGE = "cube.reshape(1, 3, 4, 5)"

CONVOLUTIONS = [
    "F.conv1d(b, cube[:, :, :2])",
    "F.conv1d(b, cube[:4, :, :2], v)",
    "F.conv1d(b, cube[:, :, :3], stride=2, padding=1)",
    "F.conv1d(b, cube[:, :, :2], padding=2, dilation=2, stride=3)",
    "F.conv1d(b.reshape(1, 6, 4), c.reshape(6, 2, 2), groups=3)",
    "F.conv1d(b[0], cube[:, :, :2])",
    "F.conv1d(b, cube[:, :, :3], padding='same')",
    "F.conv1d(b, cube[:, :, :2], padding='same')",
    "F.conv1d(b, cube[:, :, :2], padding='valid')",
    f"F.conv2d({IMAGE}, d)",
    f"F.conv2d({IMAGE}, d[:, :, :, :2], x[:2])",
    f"F.conv2d({IMAGE}, d[:, :, :, :3], stride=(2, 1), padding=(1, 2))",
    f"F.conv2d({IMAGE}, d[:, :, :, :2], stride=3, padding=1, dilation=(1, 2))",
    f"F.conv2d({IMAGE}[0], d[:, :, :, :2])",
    f"torch.conv2d({IMAGE}, d[:, :, :1, :1])",
    "F.conv3d(cube.reshape(1, 3, 2, 2, 5), d.reshape(2, 3, 2, 2, 2), padding=1)",
    "F.conv_transpose1d(b, cube[:3, :, :2])",
    "F.conv_transpose1d(b, cube[:3, :, :3], x, stride=2, padding=1, output_padding=1)",
    "F.conv_transpose1d(b.reshape(1, 6, 4), c.reshape(6, 2, 2), groups=2, dilation=2)",
    f"F.conv_transpose2d({IMAGE}, d.transpose(0, 1)[:, :, :, :2], stride=2)",
]
POOLING = [
    f"F.max_pool2d({IMAGE}, 2)",
    f"F.max_pool2d({IMAGE}, (2, 3), stride=1, padding=1)",
    f"F.max_pool2d({IMAGE}, 2, dilation=2)",
    f"F.max_pool2d({IMAGE}, 2, ceil_mode=True)",
    f"F.max_pool2d({IMAGE}, 2, return_indices=True)[0]",
    f"F.max_pool2d({IMAGE}[0], 2)",
    "F.max_pool2d(ties[None], 2, stride=1)",
    "F.max_pool2d(nans[None], 2, stride=1)",
    "F.max_pool1d(b, 2)",
    "F.max_pool1d(b, 3, stride=1, padding=1)",
    f"F.avg_pool2d({IMAGE}, 2)",
    f"F.avg_pool2d({IMAGE}, (2, 3), stride=1, padding=1)",
    f"F.avg_pool2d({IMAGE}, 2, padding=1, count_include_pad=False)",
    f"F.avg_pool2d({IMAGE}, 2, divisor_override=3)",
    f"F.avg_pool2d({IMAGE}[0], 2)",
    "F.avg_pool1d(b, 2)",
    f"F.adaptive_avg_pool2d({IMAGE}, (2, 3))",
    f"F.adaptive_avg_pool2d({IMAGE}, 1)",
    f"F.adaptive_avg_pool2d({IMAGE}, (None, 2))",
    "F.adaptive_avg_pool1d(b, 3)",
]
SMOOTH = [e for e in CONVOLUTIONS + POOLING if "ties" not in e and "nans" not in e]


@pytest.mark.parametrize("expression", CONVOLUTIONS)
def test_convolutions_as_torch(expression):
    assert_as_torch(expression, DTYPES)


@pytest.mark.parametrize("expression", POOLING)
def test_pooling_as_torch(expression):
    assert_as_torch(expression, (torch.float32,))


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numbers(expression):
    assert_as_numbers(expression)
