"""`torch.nn.functional`: distances, angles, and vectors scaled to length one."""

import torch

from ..grad_mode import no_grad
from ..ops.declare import OPERATORS
from ..ops.norms import norm_of_difference, vector_norm
from ..ops.number_forms import plus_number
from ..ops.pairs import pdist
from ..storage import arithmetic

__all__ = ["cosine_similarity", "normalize", "pairwise_distance", "pdist"]


def pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False):
    """The norm of the difference along the last dimension; `eps` keeps it from 0."""
    difference = plus_number(x1 - x2, eps)
    return norm_of_difference(difference, float(p), [difference.dim() - 1], keepdim)


def cosine_similarity(x1, x2, dim=1, eps=1e-8):
    """The cosine of the angle along `dim`.

    A norm below `eps` is replaced by it, and its gradient is that of the norm all the same.
    """
    arithmetic(torch.cosine_similarity, x1.raw, x2.raw, dim, eps)  # refuses
    shape = torch.broadcast_shapes(x1.shape, x2.shape)
    if x1.shape != x2.shape:
        x1, x2 = x1.expand(shape), x2.expand(shape)
    norms = [_norm_of_at_least(eps, x, dim) for x in (x1, x2)]
    second = x2 / norms[1]  # torch records it first
    return (x1 / norms[0] * second).sum(dim)


def _norm_of_at_least(eps, x, dim):
    norm = vector_norm(x, 2, [dim], True).clone()
    with no_grad():
        OPERATORS["clamp_min_"](norm, eps)
    return norm


def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    """Divided by its norm along `dim`, or by `eps` where that is larger."""
    norm = input.norm(p, dim, keepdim=True)
    if out is None:
        return input / OPERATORS["clamp_min"](norm, eps).expand_as(input)
    divisor = OPERATORS["clamp_min_"](norm, eps).expand_as(input)
    return OPERATORS["div"](input, divisor, out=out)
