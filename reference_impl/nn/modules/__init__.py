"""`torch.nn.modules`: where torch keeps its layers."""

import sys

from .. import (
    activation,
    containers,
    convolution,
    dropout,
    loss,
    normalization,
    padding,
    pooling,
    recurrent,
    transformer,
)
from . import linear, module  # noqa: F401

_HOMES = {
    "activation": activation,
    "batchnorm": normalization,
    "container": containers,
    "conv": convolution,
    "dropout": dropout,
    "instancenorm": normalization,
    "loss": loss,
    "normalization": normalization,
    "padding": padding,
    "pooling": pooling,
    "rnn": recurrent,
    "transformer": transformer,
}
for _name, _home in _HOMES.items():
    globals()[_name] = sys.modules[f"{__name__}.{_name}"] = _home
