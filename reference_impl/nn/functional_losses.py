"""The losses of `torch.nn.functional`.

Those that are one operation in torch are declared in `ops/losses`; the others are made of several,
and their graph shows of which.
"""

import math
import warnings

import torch

from .. import semantics
from ..factories import ones_like, zeros_like
from ..grad_mode import no_grad
from ..ops import losses
from ..ops.alignment_loss import ctc_loss as _ctc_loss
from ..ops.contractions import arithmetic
from ..ops.declare import OPERATORS
from ..ops.number_forms import minus_number, over_number, plus_number, times_number
from ..tensor import Tensor
from .functional_distances import pairwise_distance

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cosine_embedding_loss",
    "cross_entropy",
    "ctc_loss",
    "gaussian_nll_loss",
    "hinge_embedding_loss",
    "huber_loss",
    "kl_div",
    "l1_loss",
    "margin_ranking_loss",
    "mse_loss",
    "multi_margin_loss",
    "multilabel_margin_loss",
    "multilabel_soft_margin_loss",
    "nll_loss",
    "poisson_nll_loss",
    "smooth_l1_loss",
    "soft_margin_loss",
    "triplet_margin_loss",
    "triplet_margin_with_distance_loss",
]

_NUMBERS = {"none": losses.NONE, "mean": losses.MEAN, "sum": losses.SUM}


# -- the `reduction` argument ------------------------------------------------------------------


def _number_of(reduction, size_average=None, reduce=None):
    """torch's number for a reduction, given by name or by the two deprecated flags."""
    if size_average is not None or reduce is not None:
        average = size_average is None or size_average
        reduction = ("mean" if average else "sum") if reduce is None or reduce else "none"
        warnings.warn(
            "size_average and reduce args will be deprecated, please use "
            f"reduction='{reduction}' instead.",
            stacklevel=3,
        )
    if reduction == "elementwise_mean":
        stop = ". Please" if semantics.current().texts_of_2_8 else ", please"
        warnings.warn(
            f"reduction='elementwise_mean' is deprecated{stop} use reduction='mean' instead.",
            stacklevel=3,
        )
        reduction = "mean"
    if reduction not in _NUMBERS:
        raise ValueError(f"{reduction} is not a valid value for reduction")
    # rule: modules.losses
    return _NUMBERS[reduction]


def _reduced(loss, reduction):
    if reduction == losses.MEAN:
        return loss.mean()
    return loss.sum() if reduction == losses.SUM else loss


def _to_common_size(input, target):
    if target.size() != input.size():
        warnings.warn(
            f"Using a target size ({target.size()}) that is different to the input size "
            f"({input.size()}). This will likely lead to incorrect results due to broadcasting. "
            "Please ensure they have the same size.",
            stacklevel=3,
        )
    return OPERATORS["broadcast_tensors"](input, target)


# -- of a difference ---------------------------------------------------------------------------


def _weighted(loss, weight, reduction):
    """Each element's loss times its weight; the mean is over the weights."""
    loss = loss * weight
    if reduction == losses.MEAN:
        return loss.sum() / weight.sum()
    return _reduced(loss, reduction)


def _check_weight(input, weight):
    if weight.size() != input.size():
        raise ValueError("Weights and input must have the same size.")


def mse_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    """The squared difference."""
    number = _number_of(reduction, size_average, reduce)
    input, target = _to_common_size(input, target)
    if weight is None:
        return losses.mse_loss(input, target, number)
    _check_weight(input, weight)
    return _weighted((input - target) ** 2, weight, number)


def l1_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    """The absolute difference."""
    number = _number_of(reduction, size_average, reduce)
    input, target = _to_common_size(input, target)
    loss = (input - target).abs()
    if weight is None:
        return _reduced(loss, number)
    _check_weight(input, weight)
    return _weighted(loss, weight, number)


def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0):
    """Squared near 0 and absolute beyond `beta`."""
    number = _number_of(reduction, size_average, reduce)
    input, target = _to_common_size(input, target)
    # rule: operators.smooth-l1-loss
    if beta == 0.0 and semantics.current().smooth_l1_is_flat_at_zero:
        return _reduced((input - target).abs(), number)
    return losses.smooth_l1_loss(input, target, number, float(beta))


def huber_loss(input, target, reduction="mean", delta=1.0, weight=None):
    """Half the square near 0, and linear beyond `delta`."""
    input, target = _to_common_size(input, target)
    if weight is None:
        return losses.huber_loss(input, target, _number_of(reduction), float(delta))
    _check_weight(input, weight)
    loss = losses.huber_loss(input, target, losses.NONE, float(delta))
    return _weighted(loss, weight, _number_of(reduction))


# -- of classes --------------------------------------------------------------------------------


def nll_loss(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="mean",
):
    """The negative log likelihood of the target classes."""
    number = _number_of(reduction, size_average, reduce)
    return losses.nll_loss(input, target, weight, number, ignore_index)


def cross_entropy(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="mean",
    label_smoothing=0.0,
):
    """`nll_loss` of `log_softmax`; the target is a class each, or a probability for every class."""
    number = _number_of(reduction, size_average, reduce)
    if input.size() == target.size() or label_smoothing > 1.0:
        raws = [None if t is None else t.raw for t in (input, target, weight)]
        arguments = (number, ignore_index, label_smoothing)
        arithmetic(torch._C._nn.cross_entropy_loss, *raws, *arguments)  # refuses
    dim = 0 if input.dim() == 1 else 1
    logarithms = OPERATORS["log_softmax"](input, dim)
    if input.size() == target.size():
        return _of_probabilities(logarithms, target, weight, number, label_smoothing, dim)
    if label_smoothing > 0.0:
        return _smoothed(logarithms, target, weight, number, ignore_index, label_smoothing, dim)
    return losses.nll_loss(logarithms, target, weight, number, ignore_index)


def _by_class(weight, logarithms, dim):
    """The weights of the classes, to be broadcast."""
    shape = [1] * logarithms.dim()
    shape[dim] = weight.size(0)
    return weight.view(shape)


def _of_probabilities(logarithms, target, weight, reduction, smoothing, dim):
    classes = logarithms.size(dim)
    if smoothing > 0.0:
        target = plus_number(times_number(target, 1 - smoothing), smoothing / classes)
    terms = logarithms * target
    if weight is not None:
        terms = terms * _by_class(weight, logarithms, dim)
    if reduction == losses.NONE:
        return -terms.sum(dim)
    if reduction == losses.SUM:
        return -terms.sum()
    if not terms.numel():
        return -terms.sum().fill_(math.nan)
    return over_number(-terms.sum(), logarithms.numel() / classes)


def _smoothed(logarithms, target, weight, reduction, ignore_index, smoothing, dim):
    """A part of each target goes to all classes evenly."""
    nll = losses.nll_loss(logarithms, target, weight, reduction, ignore_index)
    weighted = logarithms
    if weight is not None:
        weighted = logarithms * _by_class(weight, logarithms, dim)
    ignored = target == ignore_index
    even = OPERATORS["masked_fill_"](-weighted.sum(dim), ignored, 0.0)
    if reduction == losses.MEAN:
        even = even.sum()
        if weight is not None:
            used = target.masked_select(~ignored).flatten()
            even = even / weight.gather(0, used).sum()
        else:
            even = even / (~ignored).sum()
    elif reduction == losses.SUM:
        even = even.sum()
    part = smoothing / logarithms.size(dim)
    return times_number(nll, 1 - smoothing) + times_number(even, part)


def ctc_loss(
    log_probs,
    targets,
    input_lengths,
    target_lengths,
    blank=0,
    reduction="mean",
    zero_infinity=False,
):
    """-ln of the probability of a text, summed over all alignments in time."""
    lengths = (input_lengths, target_lengths)
    number = _number_of(reduction)
    return _ctc_loss(log_probs, targets, *lengths, blank, number, zero_infinity)


# -- of probabilities --------------------------------------------------------------------------


def binary_cross_entropy(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    """The cross entropy of probabilities of two classes."""
    number = _number_of(reduction, size_average, reduce)
    if target.size() != input.size():
        raise ValueError(
            f"Using a target size ({target.size()}) that is different to the input size "
            f"({input.size()}) is deprecated. Please ensure they have the same size."
        )
    if weight is not None:
        weight = weight.expand(torch.broadcast_shapes(target.shape, weight.shape))
    return losses.binary_cross_entropy(input, target, weight, number)


def binary_cross_entropy_with_logits(
    input,
    target,
    weight=None,
    size_average=None,
    reduce=None,
    reduction="mean",
    pos_weight=None,
):
    """`binary_cross_entropy` of the sigmoid, safe for large inputs."""
    number = _number_of(reduction, size_average, reduce)
    if target.size() != input.size():
        raise ValueError(
            f"Target size ({target.size()}) must be the same as input size ({input.size()})"
        )
    return losses.binary_cross_entropy_with_logits(input, target, weight, pos_weight, number)


MEAN_OF_KL = (
    "reduction: 'mean' divides the total loss by both the batch size and the support size."
    "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
    "'mean' will be changed to behave the same as 'batchmean' in the next major release."
)


def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    """The Kullback-Leibler divergence; `input` is a logarithm, `target` too with `log_target`."""
    if size_average is not None or reduce is not None:
        number = _number_of(reduction, size_average, reduce)
    else:
        if reduction == "mean":
            warnings.warn(MEAN_OF_KL, stacklevel=2)
        number = losses.SUM if reduction == "batchmean" else _number_of(reduction)
    if input.is_complex() or target.is_complex():
        raise RuntimeError("kl_div: Complex inputs not supported.")
    if log_target:
        difference = target - input  # torch records it first
        terms = target.exp() * difference
    else:
        product = target * input
        terms = OPERATORS["xlogy"](target, target) - product
    loss = _reduced(terms, number)
    return loss / input.size()[0] if reduction == "batchmean" and input.dim() != 0 else loss


def poisson_nll_loss(
    input,
    target,
    log_input=True,
    full=False,
    size_average=None,
    eps=1e-08,
    reduce=None,
    reduction="mean",
):
    """The negative log likelihood of Poisson-distributed targets."""
    number = _number_of(reduction, size_average, reduce)
    if log_input:
        product = target * input  # made before the exponential: its gradient comes second
        loss = input.exp() - product
    else:
        loss = input - target * plus_number(input, eps).log()
    if full:
        half_log = times_number(times_number(target, 2 * math.pi).log(), 0.5)
        stirling = target * target.log() - target + half_log
        loss.add_(stirling.masked_fill(target <= 1, 0))
    return _reduced(loss, number)


def _refuse_negative(var):
    if var < 0 if isinstance(var, float) else bool((var < 0).any()):
        raise ValueError("var has negative entry/entries")


def gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction="mean"):
    """The negative log likelihood of Gaussian-distributed targets with variance `var`."""
    takes_a_number = semantics.current().gaussian_loss_takes_a_number
    if takes_a_number:
        _refuse_negative(var)
        var = var * ones_like(input) if isinstance(var, float) else var
    if var.size() != input.size():
        if input.size()[:-1] == var.size():
            var = var.unsqueeze(-1)
        elif not _is_one_along_a_dimension(var, input):
            raise ValueError("var is of incorrect size")
    if reduction not in _NUMBERS:
        raise ValueError(reduction + " is not valid")
    if not takes_a_number:
        _refuse_negative(var)
    var = var.clone()
    with no_grad():
        var.clamp_(min=eps)
    loss = 0.5 * (var.log() + (input - target) ** 2 / var)
    if full:
        loss.add_(0.5 * math.log(2 * math.pi))
    return _reduced(loss, _NUMBERS[reduction])


def _is_one_along_a_dimension(var, input):
    """Whether the variance lacks elements along one dimension, of which it has a single one."""
    if not semantics.current().gaussian_loss_takes_one_anywhere:
        return input.size()[:-1] == var.size()[:-1] and var.size(-1) == 1
    if input.dim() != var.dim():
        return False
    return sum(n for n, m in zip(var.size(), input.size(), strict=True) if n != m) == 1


# -- with a margin -----------------------------------------------------------------------------


def _at_least_zero(tensor):
    return OPERATORS["clamp_min_"](tensor, 0)


def _chosen(target, value, tensor):
    """`tensor` where the target is `value`, and 0 elsewhere."""
    return OPERATORS["where"](target == value, tensor, zeros_like(tensor))


def hinge_embedding_loss(
    input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"
):
    """The input for targets 1, what it lacks to the margin for targets -1."""
    number = _number_of(reduction, size_average, reduce)
    where, zeros = OPERATORS["where"], zeros_like(input)
    lacking = _at_least_zero(_from_number(margin, input))
    loss = where(target != 1, lacking, zeros) + where(target != -1, input, zeros)
    return _reduced(loss, number)


def _from_number(number, tensor):
    """`number - tensor`, with the number as a tensor: a node with two edges."""
    return Tensor._wrap(torch.tensor(number, dtype=tensor.dtype)) - tensor


def margin_ranking_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    """What the difference lacks to the margin, in the direction of the target."""
    number = _number_of(reduction, size_average, reduce)
    if input1.dim() != input2.dim() or input1.dim() != target.dim():
        raise RuntimeError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    loss = plus_number(-target * (input1 - input2), margin)
    return _reduced(_at_least_zero(loss), number)


def cosine_embedding_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    """1 - cos for targets 1, what the cosine exceeds the margin by for targets -1."""
    number = _number_of(reduction, size_average, reduce)
    raws = [t.raw for t in (input1, input2, target)]
    arithmetic(torch.cosine_embedding_loss, *raws, margin, number)  # refuses
    dim = target.dim()
    products = (input1 * input2).sum(dim)
    square1 = plus_number((input1 * input1).sum(dim), losses.SMALL)
    square2 = plus_number((input2 * input2).sum(dim), losses.SMALL)
    cosine = products / (square1 * square2).sqrt_()
    far = _from_number(1, cosine)
    near = _at_least_zero(minus_number(cosine, margin))
    return _reduced(_chosen(target, 1, far) + _chosen(target, -1, near), number)


def triplet_margin_loss(
    anchor,
    positive,
    negative,
    margin=1.0,
    p=2,
    eps=1e-06,
    swap=False,
    size_average=None,
    reduce=None,
    reduction="mean",
):
    """What the positive is not nearer to the anchor than the negative, by the margin."""
    number = _number_of(reduction, size_average, reduce)
    _check_margin(margin)
    raws = [t.raw for t in (anchor, positive, negative)]
    arithmetic(torch.triplet_margin_loss, *raws, margin, p, eps, swap, number)  # refuses
    near = pairwise_distance(anchor, positive, p, eps)
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = OPERATORS["minimum"](far, pairwise_distance(positive, negative, p, eps))
    loss = OPERATORS["clamp_min"](plus_number(near, margin) - far, 0)
    return _reduced(loss, number)


def _check_margin(margin):
    if margin <= 0 and semantics.current().triplets_check_their_margin:
        raise ValueError(f"margin must be greater than 0, got {margin}")


def triplet_margin_with_distance_loss(
    anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction="mean"
):
    """`triplet_margin_loss` with a distance of one's own."""
    if reduction not in _NUMBERS:
        raise ValueError(f"{reduction} is not a valid value for reduction")
    _check_margin(margin)
    dims = [tensor.dim() for tensor in (anchor, positive, negative)]
    if len(set(dims)) > 1:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of "
            f"dimensions, but got: anchor {dims[0]}D, positive {dims[1]}D, and negative {dims[2]}D "
            "inputs"
        )
    distance = distance_function or pairwise_distance
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = OPERATORS["minimum"](far, distance(positive, negative))
    return _reduced(OPERATORS["clamp_min"](margin + near - far, 0), _NUMBERS[reduction])


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    """What the target classes are not ahead of the other classes."""
    number = _number_of(reduction, size_average, reduce)
    return losses.multilabel_margin_loss(input, target, number)


def multi_margin_loss(
    input,
    target,
    p=1,
    margin=1.0,
    weight=None,
    size_average=None,
    reduce=None,
    reduction="mean",
):
    """What the target class is not ahead of the other classes, by the margin."""
    number = _number_of(reduction, size_average, reduce)
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    return losses.multi_margin_loss(input, target, p, margin, weight, number)


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    """ln(1 + e^(-t x)), t being 1 or -1."""
    return losses.soft_margin_loss(input, target, _number_of(reduction, size_average, reduce))


def multilabel_soft_margin_loss(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    """The mean over the classes of the cross entropy of each class with its label."""
    number = _number_of(reduction, size_average, reduce)
    log_sigmoid = OPERATORS["log_sigmoid"]
    loss = -(target * log_sigmoid(input) + (1 - target) * log_sigmoid(-input))
    if weight is not None:
        loss = loss * weight
    dim = input.dim() - 1
    return _reduced(loss.sum(dim) / input.size(dim), number)
