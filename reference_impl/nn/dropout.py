"""`nn.Dropout` and its kin.

Source: https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html
"""

from . import functional
from .module import Module


class Dropout(Module):
    """Zeroes each element with probability `p` while training; returns its input in `eval()`."""

    __module__ = "torch.nn.modules.dropout"
    function = "dropout"

    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
        self.p, self.inplace = p, inplace

    def forward(self, input):
        # rule: modules.eval-is-not-no-grad
        return getattr(functional, self.function)(input, self.p, self.training, self.inplace)

    def extra_repr(self):
        return f"p={self.p}, inplace={self.inplace}"


class Dropout1d(Dropout):
    """Zeroes whole channels."""

    __module__ = "torch.nn.modules.dropout"
    function = "dropout1d"


class Dropout2d(Dropout):
    """Zeroes whole channels."""

    __module__ = "torch.nn.modules.dropout"
    function = "dropout2d"


class Dropout3d(Dropout):
    """Zeroes whole channels."""

    __module__ = "torch.nn.modules.dropout"
    function = "dropout3d"


class AlphaDropout(Dropout):
    """Keeps mean and variance as they are; `inplace` is taken and not used."""

    __module__ = "torch.nn.modules.dropout"

    def forward(self, input):
        return functional.alpha_dropout(input, self.p, self.training)


class FeatureAlphaDropout(Dropout):
    """Whole channels, with mean and variance as they are."""

    __module__ = "torch.nn.modules.dropout"

    def forward(self, input):
        return functional.feature_alpha_dropout(input, self.p, self.training)
