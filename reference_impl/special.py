"""`torch.special`: another name for many operators, and some of its own."""

import torch as _torch

from .ops.argument_errors import made_public as _made_public
from .ops.declare import OPERATORS as _operators

_SAME = [
    "digamma",
    "erf",
    "erfc",
    "erfinv",
    "exp2",
    "expm1",
    "i0",
    "log1p",
    "log_softmax",
    "logit",
    "logsumexp",
    "polygamma",
    "sinc",
    "softmax",
    "xlogy",
]
_OTHER_NAMES = {
    "expit": "sigmoid",
    "gammainc": "igamma",
    "gammaincc": "igammac",
    "gammaln": "lgamma",
    "multigammaln": "mvlgamma",
    "psi": "digamma",
}

globals().update({name: _operators[name] for name in _SAME if name in _operators})
globals().update({name: _operators[known] for name, known in _OTHER_NAMES.items()})
globals().update(
    {name[len("special_") :]: op for name, op in _operators.items() if name.startswith("special_")}
)


def round(input, *, decimals=0, out=None):
    """As `torch.round`, always to a number of decimals."""
    return _operators["round"](input, decimals=decimals, out=out)


globals().update(_made_public(_torch.special, dict(globals())))
