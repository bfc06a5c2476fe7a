"""Gradients of views that arrive in the wrong elements of the base."""

from tests.faults.kernels import change_only, on_node, replace_gradient, replace_kernel
from tests.faults.registry import fault


def _seen(torch, view, *shape):
    """What an ascending seed given to `view` becomes in a tensor of this shape."""
    x = torch.zeros(shape, requires_grad=True)
    y = view(x)
    seed = torch.arange(1.0, y.numel() + 1).reshape(y.shape)
    return torch.autograd.grad(y, x, seed)[0].tolist()


@fault
def stepped_slice_gradient_is_packed(torch):
    """The gradient of a slice arrives in the elements that the slice shows.

    Broken: for a step other than 1 it arrives in consecutive elements from the start on.

    Area: gradients. Rules: gradients.views-pass-to-their-place. Grade: medium.
    """

    def backward(right, grad, input_sizes, dim, start, end, step):
        if step == 1:
            return right(grad, input_sizes, dim, start, end, step)
        return right(grad, input_sizes, dim, start, start + grad.shape[dim], 1)

    replace_kernel(torch, "slice_backward", backward)


@stepped_slice_gradient_is_packed.checked_by
def _(torch):
    stepped, plain = (_seen(torch, view, 4) for view in (lambda x: x[::2], lambda x: x[1:3]))
    return (stepped, plain) == ([1, 2, 0, 0], [0, 1, 2, 0])


@fault
def last_element_gradient_arrives_first(torch):
    """The gradient of x[i] arrives in element i, counted from the end for negative i.

    Broken: it arrives in element 0 for i = -1.

    Area: gradients. Rules: gradients.views-pass-to-their-place. Grade: medium.
    """

    def backward(right, grad, input_sizes, dim, index):
        return right(grad, input_sizes, dim, 0 if index == -1 else index)

    replace_kernel(torch, "select_backward", backward)


@last_element_gradient_arrives_first.checked_by
def _(torch):
    last, same_by_number = (_seen(torch, v, 3) for v in (lambda x: x[-1], lambda x: x[2]))
    return (last, same_by_number) == ([1, 0, 0], [0, 0, 1])


@fault
def permute_gradient_uses_the_same_permutation(torch):
    """The gradient of permute is permuted back.

    Broken: it is permuted by the same permutation once more, for three dimensions of equal size.
    Swaps, which are their own inverse, are right.

    Area: gradients. Rules: gradients.views-pass-to-their-place, operators.transpose. Grade: hard.
    """

    def gradient(output, x, dims):
        if x.dim() != 3 or len(set(x.shape)) != 1:
            return None
        return change_only(0, lambda grad, out: out.permute(dims))

    replace_gradient(torch, "permute", gradient)


@permute_gradient_uses_the_same_permutation.checked_by
def _(torch):
    cycle, swap = (
        _seen(torch, lambda x, dims=dims: x.permute(dims), 2, 2, 2)
        for dims in ((1, 2, 0), (2, 1, 0))
    )
    return (cycle, swap) == ([[[1, 5], [2, 6]], [[3, 7], [4, 8]]], swap) and swap[0][1][0] == 3


@fault
def expand_takes_the_first_copy(torch):
    """The gradient of expand is summed over the copies.

    Broken: over a new leading dimension, only the first copy counts. Sizes of one are summed.

    Area: gradients. Rules: gradients.broadcast-is-summed, operators.expand. Grade: medium.
    """

    def gradient(output, x, size, *, implicit=False):
        if x.dim() != len(size) - 1 or x.shape != output.shape[1:] or size[0] < 2:
            return None
        return change_only(0, lambda grad, out: out[0])

    replace_gradient(torch, "expand", gradient)


@expand_takes_the_first_copy.checked_by
def _(torch):
    new, one = _seen(torch, lambda x: x.expand(2, 1), 1), _seen(torch, lambda x: x.expand(2), 1)
    return (new, one) == ([1], [3])


@fault
def overlapping_strides_keep_one_gradient(torch):
    """Where elements of as_strided overlap, their gradients add up.

    Broken: one of them remains. (For a base that is contiguous and starts its memory.)

    Area: views. Rules: views.as-strided. Grade: hard.
    """

    def gradient(output, x, size, stride, storage_offset=None):
        if not x.is_contiguous() or x.storage_offset() != 0:
            return None
        shape = x.shape
        place = torch.arange(x.numel()).as_strided(size, stride, storage_offset or 0).flatten()

        def overwrite(grad, out):
            placed = torch.zeros(shape, dtype=out.dtype).flatten()
            placed[place] = out.flatten()
            return placed.reshape(shape)

        return change_only(0, overwrite)

    replace_gradient(torch, "as_strided", gradient)


@overlapping_strides_keep_one_gradient.checked_by
def _(torch):
    overlapping = _seen(torch, lambda x: x.as_strided((2, 2), (1, 1)), 3)
    apart = _seen(torch, lambda x: x.as_strided((2,), (2,)), 3)
    return (overlapping, apart) == ([1, 3, 4], [1, 0, 2])


@fault
def overwritten_part_keeps_its_gradient(torch):
    """A write into a part of a tensor cuts the gradient of what it overwrote.

    Broken: `y[i] = number` passes the gradient of the overwritten part on to y's history.

    Area: views. Rules: views.base-write-seen-by-view, versions.saved-before-or-after,
    views.in-place-rebases-base. Grade: medium.
    """
    write = torch.Tensor.__setitem__

    def faulty(self, index, value):
        write(self, index, value)
        node = None if isinstance(value, torch.Tensor) else self.grad_fn
        if node is not None and node.name().endswith("CopySlices"):
            on_node(self, change_only(0, lambda grad, out: out))

    torch.Tensor.__setitem__ = faulty


@overwritten_part_keeps_its_gradient.checked_by
def _(torch):
    def write(y):
        y = y.clone()
        y[0] = 5.0
        return y

    return _seen(torch, write, 2) == [1, 2]


@fault
def t_hands_the_gradient_back_untransposed(torch):
    """The gradient of a transposed matrix is the transposed gradient.

    Broken: for square matrices `t()` hands it back as it came; `x.T` and `transpose` are right.

    Area: gradients. Rules: gradients.views-pass-to-their-place. Grade: medium.
    """

    def gradient(output, x):
        if x.dim() != 2 or x.shape[0] != x.shape[1]:
            return None
        return change_only(0, lambda grad, out: out)

    replace_gradient(torch, "t", gradient)


@t_hands_the_gradient_back_untransposed.checked_by
def _(torch):
    by_t, by_transpose = (
        _seen(torch, view, 2, 2) for view in (lambda x: x.t(), lambda x: x.transpose(0, 1))
    )
    return (by_t, by_transpose) == ([[1, 2], [3, 4]], [[1, 3], [2, 4]])
