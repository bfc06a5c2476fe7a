"""Covariance, correlation and quantiles: made of other operators."""

import torch

from .. import semantics
from ..geometry import wrap_dim
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import conj
from .declare import OPERATORS, composite
from .number_forms import times_number
from .solvers import refuse


@composite()
def cov(self, *, correction=1, fweights=None, aweights=None):
    """How the rows vary together; the columns are observations, which may have weights."""
    refuse(  # and warns
        lambda x, f, a: torch.cov(x, correction=correction, fweights=f, aweights=a),
        *(self, fweights, aweights),
    )
    x = self if self.dim() > 1 else self.view((1, -1))
    weights = fweights
    if aweights is not None:
        weights = aweights if weights is None else weights * aweights
    if weights is None:
        weighted = x
        total = Tensor._wrap(torch.tensor(x.size(1), device=x.device))
    else:
        weighted, total = x * weights, weights.sum()
    mean = weighted.sum(1) / total
    lost = correction
    if aweights is not None and correction != 0:
        lost = times_number((weights * aweights).sum(), correction) / total
    freedom = total - lost
    if freedom.item() <= 0:
        freedom.zero_()
    x = x - mean.unsqueeze(1)
    weighted = x if weights is None else x * weights
    product = x.mm(conj(weighted.t()))
    if product.is_complex() and product.numel() == 1:
        # One variable: its variance is real.
        imaginary = product.real.detach().new_zeros(product.shape)
        product = OPERATORS["complex"](product.real, imaginary)
    return (product / freedom).squeeze()


@composite()
def corrcoef(self):
    """The covariance of rows that are scaled to a variance of 1."""
    c = cov(self)
    if c.dim() == 0:
        return c / c
    variance = c.diagonal()
    deviation = (variance.real if variance.is_complex() else variance).sqrt()
    c = c / deviation.view((-1, 1))
    c = c / deviation.view((1, -1))
    if c.is_complex():
        return OPERATORS["complex"](c.real.clamp(-1, 1), c.imag.clamp(-1, 1))
    return c.clamp(-1, 1)


# -- quantiles ---------------------------------------------------------------------------------


def _quantile(name, x, q, dim, keepdim, interpolation):
    """In order, the element at a rank between 0 and n - 1, or what lies between two."""
    kernel, ignore_nan = getattr(torch, name), name == "nanquantile"
    refuse(kernel, x, q, dim, keepdim, interpolation=interpolation)
    if not isinstance(q, Tensor):
        q = Tensor._wrap(torch.tensor(q, dtype=x.dtype, device=x.device))
    read, isnan = _in_order(x, dim, keepdim, q.numel() * (1 + (interpolation in BETWEEN)))
    ranks = _ranks(isnan, q, ignore_nan)
    if interpolation not in BETWEEN:
        how = {"lower": "floor_", "higher": "ceil_", "nearest": "round_"}[interpolation]
        ranks = getattr(ranks, how)()
    below = ranks.to(torch.int64)
    values = read(below)
    if interpolation in BETWEEN:
        weights = ranks - below
        if interpolation == "midpoint":
            weights = Tensor._wrap(arithmetic(torch.full_like, ranks.raw, 0.5))
        above = ranks.ceil_().to(torch.int64)
        values.lerp_(read(above), weights.to(x.dtype))
    if q.dim() == 0:
        return values.squeeze_(-1)
    return values.unsqueeze_(0).transpose_(0, -1).squeeze_(-1)


BETWEEN = ("linear", "midpoint")  # two ranks are read for one q


def _in_order(x, dim, keepdim, count):
    """A function that reads elements by rank, and where there is NaN.

    To read few elements, `count` of each row, nothing is sorted: they are gathered from the row
    itself. Which of equal ones is read then, nobody promises.
    """
    switches = semantics.current()
    place = wrap_dim(0 if dim is None else dim, x.dim())
    if dim is None:
        rows = x.flatten()
    elif place == x.dim() - 1:
        rows = x
    else:
        rows = x.unsqueeze(-1).transpose(place, -1)
    shape = (*_kept_shape(x, place, dim, keepdim), rows.size(-1))
    if not switches.quantile_selects:
        ordered = rows.sort()[0].view(shape)
        return lambda ranks: ordered.gather(-1, ranks), ordered.isnan()
    rows = rows.reshape(shape)
    if count > MOST_SELECTED or count * count > rows.size(-1):
        ordered = rows.sort()[0]
        return lambda ranks: ordered.gather(-1, ranks), ordered.isnan()
    order = arithmetic(lambda raw: raw.sort(dim=-1, stable=True)[1], rows.raw)
    rows = rows.contiguous()

    def select(ranks):
        return rows.gather(-1, Tensor._wrap(arithmetic(order.gather, -1, ranks.raw)))

    return select, rows.isnan()


MOST_SELECTED = 100


def _kept_shape(x, place, dim, keepdim):
    """The sizes of the dimensions that stay."""
    if dim is None or x.dim() == 0:
        return (1,) * x.dim() if keepdim else ()
    kept = list(x.shape)
    if keepdim:
        kept[place] = 1
    else:
        del kept[place]
    return tuple(kept)


def _ranks(isnan, q, ignore_nan):
    """q as a rank. NaN comes last in order: it is left out, or else it is the answer."""
    if semantics.current().quantile_ranks_are_double:
        q = q.to(torch.float64)
    last = isnan.size(-1) - 1
    if ignore_nan:
        ranks = q * (isnan.logical_not_().sum(-1, True) - 1)
        return ranks.masked_fill_(ranks < 0, 0)
    ranks, any_nan = OPERATORS["broadcast_tensors"](times_number(q, last), isnan.any(-1, True))
    return ranks.masked_fill(any_nan, last)


@composite()
def quantile(self, q, dim=None, keepdim=False, *, interpolation="linear", out=None):
    """The value below which the fraction `q` lies."""
    return _quantile("quantile", self, q, dim, keepdim, interpolation)


@composite()
def nanquantile(self, q, dim=None, keepdim=False, *, interpolation="linear", out=None):
    """The same without NaN."""
    return _quantile("nanquantile", self, q, dim, keepdim, interpolation)
