"""`index_reduce`: rows of one tensor combined with those of another, at given places."""

import warnings

from ..tensor import Tensor
from .declare import OPERATORS, Saved, composite
from .overloads import overload
from .scattering import ScatterReduceBackward0


class IndexReduceBackward0(ScatterReduceBackward0):
    """`scatter_reduce` with the same index for all elements of a row."""

    __slots__ = ()
    inputs = ("self", "source")
    saves = {"self": True, "source": True, "index": True, "result": True}
    native_name = "index_reduce"
    zeros_refused = (
        "index_reduce(): Double backward is unsupported for source when >1 zeros in source are "
        "scattered to the same position in self"
    )

    def vjp_self(self, grad, s):
        self._warn_of_other(1, s)
        return super().vjp_self(grad, _for_each_element(s))

    def vjp_source(self, grad, s):
        self._warn_of_other(0, s)
        return self.vjp_src(grad, _for_each_element(s))

    def _without_the_old(self, made, s):
        return made.index_fill(s.dim, s.rows, 0)

    def _product(self, start, src, include_self, s):
        return index_reduce(start, s.dim, s.rows, src, "prod", include_self=include_self)

    def _warn_of_other(self, place, s):
        """Each product warns, and torch computes both, whichever is wanted."""
        if s.reduce == "prod" and not self.wants(place):
            warnings.warn(IN_BETA, UserWarning, stacklevel=3)


IN_BETA = "index_reduce() is in beta and the API may change at any time."


def _for_each_element(s):
    """What was saved, as `scatter_reduce` would have it."""
    place = s.dim % max(s.source.dim(), 1)
    shape = [-1 if d == place else 1 for d in range(s.source.dim())]
    index = s.index.view(shape).expand(s.source.shape)
    return Saved({**vars(s), "src": s.source, "index": index, "rows": s.index})


_index_reduce = overload(
    "index_reduce",
    "default",
    lambda self, dim, index, source, reduce, include_self, **out: self.index_reduce(
        dim, index, source, reduce, include_self=include_self, **out
    ),
    "self, dim, index, source, reduce, include_self",
    IndexReduceBackward0,
    lambda self, dim, index, source, reduce, include_self: self.index_reduce_(
        dim, index, source, reduce, include_self=include_self
    ),
)


@composite()
def index_reduce(self, dim, index, source, reduce, *, include_self=True, out=None):
    """A copy of `self` whose rows are combined with those of `source`."""
    return _index_reduce(self, dim, index, source, reduce, include_self, out=out)


def index_reduce_(self, dim, index, source, reduce, *, include_self=True):
    """`index_reduce`, in place."""
    return _index_reduce.in_place(self, dim, index, source, reduce, include_self)


OPERATORS["index_reduce_"] = Tensor.index_reduce_ = index_reduce_
