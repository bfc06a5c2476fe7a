"""Losses as modules: each calls the function of the same name.

Source: https://pytorch.org/docs/stable/nn.html#loss-functions
"""

import warnings

from .. import semantics
from . import functional
from .distance import PairwiseDistance
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


class _LossWithSettings(_Loss):
    """A loss with settings of its own; the deprecated flags stand among them, as in torch."""

    __module__ = _MODULE
    order = ()  # the names of the arguments, as they may be given by position
    defaults = {}

    def __init__(self, *args, **kwargs):
        given = dict(zip((*self.order, "reduction"), args, strict=False), **kwargs)
        flags = {key: given.pop(key, None) for key in ("size_average", "reduce")}
        super().__init__(**flags, reduction=given.pop("reduction", "mean"))
        for name, default in self.defaults.items():
            setattr(self, name, given.pop(name, default))
        if given:
            raise TypeError(
                f"{type(self).__name__}.__init__() got an unexpected keyword argument "
                f"'{next(iter(given))}'"
            )

    def settings(self):
        own = {name: getattr(self, name) for name in self.defaults}
        return {**own, "reduction": self.reduction}

    def forward(self, *inputs):
        return getattr(functional, self.function)(*inputs, **self.settings())


class PoissonNLLLoss(_LossWithSettings):
    __module__ = _MODULE
    function = "poisson_nll_loss"
    order = ("log_input", "full", "size_average", "eps", "reduce")
    defaults = {"log_input": True, "full": False, "eps": 1e-8}


class GaussianNLLLoss(_LossWithSettings):
    __module__ = _MODULE
    function = "gaussian_nll_loss"
    defaults = {"full": False, "eps": 1e-6}


class HingeEmbeddingLoss(_LossWithSettings):
    __module__ = _MODULE
    function = "hinge_embedding_loss"
    order = ("margin", "size_average", "reduce")
    defaults = {"margin": 1.0}


class MarginRankingLoss(_LossWithSettings):
    __module__ = _MODULE
    function = "margin_ranking_loss"
    order = ("margin", "size_average", "reduce")
    defaults = {"margin": 0.0}


class CosineEmbeddingLoss(_LossWithSettings):
    __module__ = _MODULE
    function = "cosine_embedding_loss"
    order = ("margin", "size_average", "reduce")
    defaults = {"margin": 0.0}


class TripletMarginLoss(_LossWithSettings):
    __module__ = _MODULE
    function = "triplet_margin_loss"
    order = ("margin", "p", "eps", "swap", "size_average", "reduce")
    defaults = {"margin": 1.0, "p": 2.0, "eps": 1e-6, "swap": False}


class MultiMarginLoss(_LossWithSettings):
    __module__ = _MODULE
    function = "multi_margin_loss"
    order = ("p", "margin", "weight", "size_average", "reduce")
    defaults = {"p": 1, "margin": 1.0, "weight": None}


class MultiLabelMarginLoss(_Loss):
    __module__ = _MODULE
    function = "multilabel_margin_loss"


class SoftMarginLoss(_Loss):
    __module__ = _MODULE
    function = "soft_margin_loss"


class MultiLabelSoftMarginLoss(_WeightedLoss):
    __module__ = _MODULE
    function = "multilabel_soft_margin_loss"


class TripletMarginWithDistanceLoss(_Loss):
    """The triplet loss under any distance."""

    __module__ = _MODULE

    def __init__(self, *, distance_function=None, margin=1.0, swap=False, reduction="mean"):
        super().__init__(reduction=reduction)
        if margin <= 0 and semantics.current().triplets_check_their_margin:
            raise ValueError(
                "TripletMarginWithDistanceLoss: expected margin to be greater than 0, got "
                f"{margin} instead"
            )
        given = distance_function is not None
        self.distance_function = distance_function if given else PairwiseDistance()
        self.margin, self.swap = margin, swap

    def forward(self, anchor, positive, negative):
        return functional.triplet_margin_with_distance_loss(
            anchor,
            positive,
            negative,
            distance_function=self.distance_function,
            margin=self.margin,
            swap=self.swap,
            reduction=self.reduction,
        )


class CTCLoss(_Loss):
    """How unlikely a sequence of labels is, whatever its alignment."""

    __module__ = _MODULE

    def __init__(self, blank=0, reduction="mean", zero_infinity=False):
        super().__init__(reduction=reduction)
        self.blank, self.zero_infinity = blank, zero_infinity

    def forward(self, log_probs, targets, input_lengths, target_lengths):
        lengths = (input_lengths, target_lengths)
        settings = (self.blank, self.reduction, self.zero_infinity)
        return functional.ctc_loss(log_probs, targets, *lengths, *settings)
