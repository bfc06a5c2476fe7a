"""Losses as modules: each calls the function of the same name.

Source: https://pytorch.org/docs/stable/nn.html#loss-functions
"""

import warnings

from . import functional
from .module import Module

_MODULE = "torch.nn.modules.loss"


def _reduction(size_average, reduce):
    """The deprecated pair of flags as a `reduction`."""
    average = True if size_average is None else size_average
    wanted = True if reduce is None else reduce
    reduction = ("mean" if average else "sum") if wanted else "none"
    warnings.warn(
        "size_average and reduce args will be deprecated, please use "
        f"reduction='{reduction}' instead.",
        stacklevel=4,
    )
    return reduction


class _Loss(Module):
    __module__ = _MODULE
    function = None

    def __init__(self, size_average=None, reduce=None, reduction="mean"):
        super().__init__()
        if size_average is not None or reduce is not None:
            reduction = _reduction(size_average, reduce)
        self.reduction = reduction

    def settings(self):
        """The keyword arguments of the function."""
        return {"reduction": self.reduction}

    def forward(self, input, target):
        return getattr(functional, self.function)(input, target, **self.settings())


class _WeightedLoss(_Loss):
    __module__ = _MODULE

    def __init__(self, weight=None, size_average=None, reduce=None, reduction="mean"):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer("weight", weight)

    def settings(self):
        return {"weight": self.weight, "reduction": self.reduction}


class MSELoss(_Loss):
    __module__ = _MODULE
    function = "mse_loss"


class L1Loss(_Loss):
    __module__ = _MODULE
    function = "l1_loss"


class SmoothL1Loss(_Loss):
    __module__ = _MODULE
    function = "smooth_l1_loss"

    def __init__(self, size_average=None, reduce=None, reduction="mean", beta=1.0):
        super().__init__(size_average, reduce, reduction)
        self.beta = beta

    def settings(self):
        return {"reduction": self.reduction, "beta": self.beta}


class HuberLoss(_Loss):
    __module__ = _MODULE
    function = "huber_loss"

    def __init__(self, reduction="mean", delta=1.0):
        super().__init__(reduction=reduction)
        self.delta = delta

    def settings(self):
        return {"reduction": self.reduction, "delta": self.delta}


class KLDivLoss(_Loss):
    __module__ = _MODULE
    function = "kl_div"

    def __init__(self, size_average=None, reduce=None, reduction="mean", log_target=False):
        super().__init__(size_average, reduce, reduction)
        self.log_target = log_target

    def settings(self):
        return {"reduction": self.reduction, "log_target": self.log_target}


class NLLLoss(_WeightedLoss):
    __module__ = _MODULE
    function = "nll_loss"

    def __init__(
        self, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean"
    ):
        super().__init__(weight, size_average, reduce, reduction)
        self.ignore_index = ignore_index

    def settings(self):
        return {**super().settings(), "ignore_index": self.ignore_index}


class CrossEntropyLoss(_WeightedLoss):
    __module__ = _MODULE
    function = "cross_entropy"

    def __init__(
        self,
        weight=None,
        size_average=None,
        ignore_index=-100,
        reduce=None,
        reduction="mean",
        label_smoothing=0.0,
    ):
        super().__init__(weight, size_average, reduce, reduction)
        self.ignore_index, self.label_smoothing = ignore_index, label_smoothing

    def settings(self):
        return {
            **super().settings(),
            "ignore_index": self.ignore_index,
            "label_smoothing": self.label_smoothing,
        }


class BCELoss(_WeightedLoss):
    __module__ = _MODULE
    function = "binary_cross_entropy"


class BCEWithLogitsLoss(_WeightedLoss):
    __module__ = _MODULE
    function = "binary_cross_entropy_with_logits"

    def __init__(
        self, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None
    ):
        super().__init__(weight, size_average, reduce, reduction)
        self.register_buffer("pos_weight", pos_weight)

    def settings(self):
        return {**super().settings(), "pos_weight": self.pos_weight}
