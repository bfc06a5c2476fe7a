"""Parts of a tensor as views: `select`, slices, `narrow`, `diagonal`, `unfold`.

The gradient of a part is that gradient in its place, and zero everywhere else.
"""

import operator

from .. import semantics
from ..geometry import row_major, wrap_dim
from ..recording import is_recorded
from ..storage import arithmetic
from .declare import Derivative, composite, edge_of
from .views import ask_for_history, needs_dims, unrecorded, view_of


class SelectBackward0(Derivative):
    def vjp_self(self, grad, s):
        return placed(grad, self.input_shape(), lambda z: select(z, s.dim, s.index))


class SliceBackward0(Derivative):
    def vjp_self(self, grad, s):
        window = lambda z: slice_(z, s.dim, s.start, s.end, s.step)  # noqa: E731
        return placed(grad, self.input_shape(), window)


class DiagonalBackward0(Derivative):
    def vjp_self(self, grad, s):
        window = lambda z: diagonal(z, s.offset, s.dim1, s.dim2)  # noqa: E731
        return placed(grad, self.input_shape(), window)


class UnfoldBackward0(Derivative):
    is_one_kernel = True

    def vjp_self(self, grad, s):
        from .strided import scatter_into_base

        shape = self.input_shape()
        base = (shape, row_major(shape), 0)
        size, stride, _ = _unfolded(shape, row_major(shape), s.dimension, s.size, s.step)
        with unrecorded():
            whole = scatter_into_base(grad, base, size, stride, 0)
        return _seen_through(whole, grad, lambda z: unfold(z, s.dimension, s.size, s.step))


class PlacedBackward0(Derivative):
    """The gradient of `placed`: what is seen through the window."""

    inputs = ("grad",)

    def vjp_grad(self, grad, s):
        return s.window(grad)


def placed(grad, shape, window):
    """Zeros of `shape` with `grad` in the window: the gradient of a part, for the whole."""
    # rule: gradients.views-pass-to-their-place
    whole = grad.new_zeros(shape)
    with unrecorded():
        arithmetic(window(whole).raw.copy_, grad.raw)
    return _seen_through(whole, grad, window)


def _seen_through(whole, grad, window):
    """`whole`, as what `grad` became when it was put into this window."""
    if is_recorded(grad):
        node = PlacedBackward0((edge_of(grad),))
        node.places = (("grad", 0, 0),)
        node.saved = {"window": window}
        whole.set_history(node)
    return whole


@composite()
def select(self, dim, index):
    ask_for_history(self)
    if not self._size:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    place = wrap_dim(dim, self.dim())
    count = self._size[place]
    if not -count <= index < count:
        raise IndexError(
            f"select(): index {index} out of range for tensor of size {list(self._size)} at "
            f"dimension {place}"
        )
    index = int(index)
    offset = self._offset + (index % count) * self._stride[place]
    size = [n for d, n in enumerate(self._size) if d != place]
    stride = [n for d, n in enumerate(self._stride) if d != place]
    return view_of(self, SelectBackward0, (size, stride, offset), dim=dim, index=index)


def slice_(self, dim, start=None, end=None, step=1):
    """The view `self[start:end:step]` along one dimension."""
    if not self.dim():
        raise IndexError("slice() cannot be applied to a 0-dim tensor.")
    place = wrap_dim(dim, self.dim())
    count = self._size[place]
    first, last, _ = slice(start, end, None).indices(count)
    size, stride = list(self._size), list(self._stride)
    size[place] = max(0, -(-(last - first) // step))
    offset = self._offset + first * stride[place]
    stride[place] *= step
    arguments = {"dim": dim, "start": start, "end": end, "step": step}
    return view_of(self, SliceBackward0, (size, stride, offset), **arguments)


@composite()
def narrow(self, dim, start, length):
    needs_dims(self, "narrow() cannot be applied to a 0-dim tensor.")
    place = wrap_dim(dim, self.dim())
    count = self._size[place]
    if length < 0 and semantics.current().narrow_refuses_negative_lengths:
        raise RuntimeError("narrow(): length must be non-negative.")
    if start != count and not semantics.current().texts_of_2_4:
        wrap_dim(start, count)  # refuses
    if not -count <= start <= count:
        raise IndexError(
            f"start out of range (expected to be in range of [{-count}, {count}], but got {start})"
        )
    first = start + count if start < 0 else start
    if length < 0 or first + length > count:
        raise RuntimeError(f"start ({first}) + length ({length}) exceeds dimension size ({count}).")
    return slice_(self, dim, first, first + length)


@composite()
def diagonal(self, offset=0, dim1=0, dim2=1):
    ask_for_history(self)
    offset = operator.index(offset)
    a, b = wrap_dim(dim1, self.dim()), wrap_dim(dim2, self.dim())
    if a == b:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    rows, columns = self._size[a], self._size[b]
    if offset >= 0:
        count = max(min(rows, columns - offset), 0)
        start = offset * self._stride[b]
    else:
        count = max(min(rows + offset, columns), 0)
        start = -offset * self._stride[a]
    kept = [d for d in range(self.dim()) if d not in (a, b)]
    size = [self._size[d] for d in kept] + [count]
    stride = [self._stride[d] for d in kept] + [self._stride[a] + self._stride[b]]
    geometry = (size, stride, self._offset + (start if count else 0))
    return view_of(self, DiagonalBackward0, geometry, offset=offset, dim1=dim1, dim2=dim2)


def _unfolded(size, stride, dimension, length, step):
    place = wrap_dim(dimension, len(size))
    size, stride = list(size), list(stride)
    count = size[place] if size else 1
    if length > count:
        raise RuntimeError(
            f"maximum size for tensor at dimension {place} is {count} but size is {length}"
        )
    if length < 0 and semantics.current().texts_of_2_8:
        raise RuntimeError(f"size is {length} but must be >= 0")
    if step <= 0:
        raise RuntimeError(f"step is {step} but must be > 0")
    if not size:
        return [length], [1], 0
    size.append(length)
    stride.append(stride[place])
    size[place] = (size[place] - length) // step + 1
    stride[place] *= step
    return size, stride, 0


@composite(function=False)
def unfold(self, dimension, size, step):
    ask_for_history(self)
    sizes, strides, _ = _unfolded(self._size, self._stride, dimension, size, step)
    arguments = {"dimension": dimension, "size": size, "step": step}
    return view_of(self, UnfoldBackward0, (sizes, strides, self._offset), **arguments)
