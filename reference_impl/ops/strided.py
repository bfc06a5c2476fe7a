"""`as_strided`, and how a gradient goes through a window into memory."""

import torch

from ..graph import Node, gradient_edge
from ..recording import is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import AsStridedBackward0, follow, make_view
from .declare import OPERATORS, composite


@composite()
def as_strided(self, size, stride, storage_offset=None):
    """A view with any geometry over the same memory; offset None: that of `self`."""
    # rule: views.as-strided
    offset = self._offset if storage_offset is None else storage_offset
    node = None
    if is_recorded(self):
        node = AsStridedBackward0.window(self, size, stride, storage_offset)
    arithmetic(torch.as_strided, self.raw, size, stride, offset)  # refuses what does not fit
    view = make_view(self, size, stride, offset)
    if node is not None:
        view.set_history(node)
    return view


def new_strided(like, size, stride):
    """Fresh memory of the dtype and device of `like` with these strides."""
    raw = arithmetic(torch.empty_strided, size, stride, dtype=like._dtype, device=like.device)
    return Tensor._wrap(raw)


class CloneBackward0(Node):
    """A copy: the gradient passes."""

    __slots__ = ()

    def apply(self, grads):
        return [grads[0] if self.wants(0) else None]


def clone_with_strides(tensor, stride):
    """A copy with these strides (None: row-major), recorded as a clone."""
    raw = tensor.raw
    if stride is None:
        copied = arithmetic(raw.clone, memory_format=torch.contiguous_format)
    else:
        copied = arithmetic(
            torch.empty_strided, raw.shape, stride, dtype=raw.dtype, device=raw.device
        )
        arithmetic(copied.copy_, raw)
    copy = Tensor._wrap(copied)
    if is_recorded(tensor):
        copy.set_history(CloneBackward0((gradient_edge(tensor),)))
    return copy


def positions(size, stride, offset, device):
    """The place in memory of each element, row-major: an int64 torch tensor."""
    place = torch.full((), offset, dtype=torch.int64, device=device)
    for count, step in zip(size, stride, strict=False):
        place = place.unsqueeze(-1) + step * torch.arange(count, device=device)
    return place.reshape(-1)


def scatter_into_base(grad, base_geometry, size, stride, offset):
    """The gradient of the base of a window: each element goes to the memory it was read from.

    Elements of the window that share memory are summed; elements of the base that share memory
    share the gradient of that memory equally.
    """
    # rule: gradients.views-pass-to-their-place
    base_size, base_stride, base_offset = base_geometry
    # Places are geometry: reckoned here, wherever the numbers are.
    base = arithmetic(positions, base_size, base_stride, base_offset, "cpu")
    window = arithmetic(positions, size, stride, offset, "cpu")
    if not base.numel():
        return grad.new_zeros(base_size)
    extent = 1 + max(int(base.max()), int(window.max()) if window.numel() else 0)
    memory = grad.new_zeros((extent,))
    if _overlaps(window):
        flat = OPERATORS["reshape"](grad, (-1,))
        memory = OPERATORS["index_add"](memory, 0, Tensor._wrap(window.to(grad.device)), flat)
    elif window.numel():
        as_strided(memory, size, stride, offset).copy_(grad)
    if _overlaps(base):
        # 0 between the elements of the base: what is read there, in a second derivative, is 0/0.
        readers = arithmetic(torch.bincount, base, minlength=extent)
        memory = memory / Tensor._wrap(readers.to(grad.device))
    return as_strided(memory, base_size, base_stride, base_offset)


def _overlaps(places):
    return places.numel() != len(set(places.tolist()))


def split_slice(slices, grad):
    """The backward of `CopySlices`: the slice of the gradient goes through the operation that
    wrote it, and comes back in its place as the gradient of the old base.
    """
    base_size, base_stride, base_offset = slices.base_geometry
    size, stride, offset = slices.view_geometry
    result = new_strided(grad, base_size, base_stride)
    result.copy_(grad)
    if slices.steps:
        window = follow(slices.steps, result)
    else:
        window = as_strided(result, size, stride, offset - base_offset)
    fn = slices.fn
    if Node.plan is not None and slices.wants(0):
        # The operation's own edge leads to the view's node, which the pass does not visit.
        Node.plan.needed.add(fn.next_functions[0][0])
    made = fn.apply([window.clone()])
    results = [None] * len(slices.next_functions)
    for place, part in enumerate(made):
        if place == 0:
            if slices.wants(0):
                if part is None:
                    window.zero_()
                else:
                    window.copy_(part)
                results[0] = result
        elif place < len(results):
            results[place] = part
    return results
