"""Interpolation, grids, patches and shuffles: the reference against torch and against numbers.

Each expression names its inputs; see `operator_checks`.
"""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch

LINE = "b"
IMAGE = "cube.reshape(1, 3, 4, 5)"
VOLUME = "cube.reshape(1, 1, 3, 4, 5)"
GRID = "(n.reshape(1, 3, 2, 2) / 1.7)"
GRID3 = "(b[:, :, :3].reshape(1, 1, 2, 3, 3) / 1.4 + 0.03)"

SMOOTH = [
    f"F.interpolate({LINE}, 7)",
    f"F.interpolate({LINE}, scale_factor=1.6)",
    f"F.interpolate({LINE}, 3, mode='nearest-exact')",
    f"F.interpolate({LINE}, 6, mode='linear')",
    f"F.interpolate({LINE}, scale_factor=0.6, mode='linear', align_corners=True)",
    f"F.interpolate({LINE}, 3, mode='area')",
    f"F.interpolate({IMAGE}, scale_factor=(0.6, 1.7))",
    f"F.interpolate({IMAGE}, scale_factor=0.7, mode='nearest-exact')",
    f"F.interpolate({IMAGE}, (6, 3), mode='bilinear')",
    f"F.interpolate({IMAGE}, (6, 3), mode='bilinear', align_corners=True)",
    f"F.interpolate({IMAGE}, scale_factor=1.3, mode='bilinear', recompute_scale_factor=True)",
    f"F.interpolate({IMAGE}, scale_factor=1.3, mode='bicubic')",
    f"F.interpolate({IMAGE}, (3, 7), mode='bicubic', align_corners=True)",
    f"F.interpolate({IMAGE}, (2, 3), mode='bilinear', antialias=True)",
    f"F.interpolate({IMAGE}, (2, 3), mode='bicubic', antialias=True)",
    f"F.interpolate({IMAGE}, scale_factor=0.5, mode='area')",
    f"F.interpolate({VOLUME}, (2, 5, 3))",
    f"F.interpolate({VOLUME}, (2, 5, 3), mode='trilinear')",
    f"F.upsample_nearest({IMAGE}, scale_factor=2)",
    f"F.upsample_bilinear({IMAGE}, scale_factor=2)",
    f"F.grid_sample({IMAGE}, {GRID}, align_corners=False)",
    f"F.grid_sample({IMAGE}, {GRID}, align_corners=True)",
    f"F.grid_sample({IMAGE}, {GRID} * 2, padding_mode='border', align_corners=False)",
    f"F.grid_sample({IMAGE}, {GRID} * 4, padding_mode='reflection', align_corners=True)",
    f"F.grid_sample({IMAGE}, {GRID} * 4, padding_mode='reflection', align_corners=False)",
    f"F.grid_sample({IMAGE}, {GRID}, 'nearest', align_corners=False)",
    f"F.grid_sample({IMAGE}, {GRID}, 'bicubic', align_corners=False)",
    f"F.grid_sample({IMAGE}, {GRID} * 2, 'bicubic', 'reflection', True)",
    f"F.grid_sample({IMAGE}, {GRID} * 2, 'bicubic', 'border', True)",
    f"F.grid_sample({VOLUME}, {GRID3}, align_corners=False)",
    f"F.grid_sample({VOLUME}, {GRID3} * 3, 'nearest', 'reflection', align_corners=True)",
    f"torch.grid_sampler_2d({IMAGE}, {GRID}, 0, 1, False)",
    f"torch.grid_sampler_3d({VOLUME}, {GRID3}, 0, 0, True)",
    f"F.unfold({IMAGE}, (2, 3), padding=1, stride=(2, 1))",
    f"F.unfold({IMAGE}[0], 2, dilation=2)",
    "F.fold(cube.reshape(1, 12, 5)[:, :, :4], (3, 3), 2)",
    "F.fold(b.reshape(1, 4, 6), (3, 4), 2, stride=(1, 1))",
    "F.pixel_shuffle(d.reshape(1, 12, 2, 2), 2)",
    "F.pixel_unshuffle(d.reshape(1, 3, 4, 4), 2)",
    "F.channel_shuffle(d.reshape(1, 6, 2, 4), 3)",
    "torch.channel_shuffle(d.reshape(1, 6, 8), 2)",
]
ELSEWHERE = [
    f"F.grid_sample({IMAGE}, {GRID})",
    f"F.grid_sample({IMAGE}, ties[:, :2].reshape(1, 1, 3, 2) - 2, align_corners=True)",
    f"F.grid_sample({IMAGE}, ties[:, :2].reshape(1, 1, 3, 2) - 2, 'bilinear', 'border', True)",
    f"F.grid_sample({IMAGE}, ties[:, :2].reshape(1, 1, 3, 2) - 2, 'bicubic', 'border', True)",
    f"F.grid_sample({IMAGE}[:, :, :1], {GRID}, padding_mode='reflection', align_corners=True)",
    f"F.grid_sample({IMAGE}, {GRID}, 'cubic')",
    f"F.grid_sample({IMAGE}, {GRID}, padding_mode='wrap')",
    f"F.grid_sample({IMAGE}, {GRID3}, align_corners=True)",
    f"F.interpolate({IMAGE})",
    f"F.interpolate({IMAGE}, 3, 2.0)",
    f"F.interpolate({IMAGE}, 3, mode='linear')",
    f"F.interpolate({IMAGE}, 3, mode='nearest', align_corners=True)",
    f"F.interpolate({IMAGE}, (3, 3, 3))",
    f"F.interpolate({LINE}, 3, mode='linear', antialias=True)",
    f"F.upsample({IMAGE}, 3)",
    "F.pixel_shuffle(m, 2)",
    "F.pixel_unshuffle(d.reshape(1, 3, 4, 4), 3)",
    "F.channel_shuffle(d.reshape(1, 6, 2, 4), 4)",
    "F.unfold(m, 2)",
    "F.fold(b.reshape(1, 4, 6), (3, 4), 3)",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *ELSEWHERE])
def test_as_torch(expression):
    assert_as_torch(expression, (torch.float32,))


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numbers(expression):
    assert_as_numbers(expression)
