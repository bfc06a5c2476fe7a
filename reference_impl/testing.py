"""`torch.testing`: comparing values. Of autograd it knows nothing.

Source: https://docs.pytorch.org/docs/stable/testing.html
"""

import torch
from torch.utils._pytree import tree_map

from .tensor import Tensor


def assert_close(actual, expected, **settings):
    """Raises AssertionError where values, dtypes or the like differ; says in torch's words how."""
    actual, expected = tree_map(_plain, (actual, expected))
    torch.testing.assert_close(actual, expected, **settings)


def _plain(value):
    return value.raw if isinstance(value, Tensor) else value
