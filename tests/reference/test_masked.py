"""`torch.masked`: the reference against torch and against numbers. See `operator_checks`."""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch

SMOOTH = [
    "torch.masked.sum(m, mask=grid)",
    "torch.masked.sum(m, 1, mask=mask)",
    "torch.masked.sum(m)",
    "torch.masked.prod(m, mask=grid)",
    "torch.masked.prod(m, 0, keepdim=True, mask=grid)",
    "torch.masked.amax(m, 1, mask=grid)",
    "torch.masked.amin(m, (0, 1), mask=grid)",
    "torch.masked.mean(m, 1, mask=grid)",
    "torch.masked.mean(m)",
    "torch.masked.median(m, 1, mask=grid)",
    "torch.masked.logsumexp(m, 0, mask=grid)",
    "torch.masked.norm(m, 2.0, 1, mask=grid)",
    "torch.masked.norm(m, 3.0, mask=grid)",
    "torch.masked.var(m, 1, mask=grid | mask)",
    "torch.masked.var(m, unbiased=False)",
    "torch.masked.std(m, 1, correction=0, mask=grid | mask, keepdim=True)",
    "torch.masked.cumsum(m, 1, mask=grid)",
    "torch.masked.cumprod(m, 1, mask=grid)",
    "torch.masked.softmax(m, 1, mask=grid)",
    "torch.masked.log_softmax(m.t(), 0, mask=grid.t())[grid.t()]",
    "torch.masked.softmin(m, -1, mask=grid)",
    "torch.masked.normalize(m, 2.0, 1, mask=grid)",
]
ELSEWHERE = [
    "torch.masked.logaddexp(m, k, input_mask=grid, other_mask=~grid)",
    "torch.masked.logaddexp(m, k, input_mask=grid, other_mask=mask)",
    "torch.masked.std(m, 0, mask=grid)",
    "torch.masked.amax(ties, 1, mask=grid)",
    "torch.masked.median(ties, 1, mask=grid)",
    "torch.masked.norm(m, float('-inf'), 1, mask=grid)",
    "torch.masked.softmax(m, 1, mask=grid & ~mask)",
    "torch.masked.mean(m, 1, mask=grid & ~mask)",
    "torch.masked.var(m, 1, mask=grid & ~mask)",
    "torch.masked.normalize(zeros, 2.0, 1)",
    "torch.masked.sum(m, mask=mask[None, None])",
    "torch.masked.sum(m, (0, 0))",
    "torch.masked.sum(m, 2)",
    "torch.masked.mean(t, mask=mask)",
    "torch.masked.sum(t, mask=mask)",
    "torch.masked.amax(t, mask=mask)",
    "torch.masked.argmax(m, 1, mask=grid)",
    "torch.masked.argmin(m, mask=grid)",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *ELSEWHERE])
def test_as_torch(expression):
    assert_as_torch(expression, (torch.float32,))


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numbers(expression):
    assert_as_numbers(expression)
