"""Geometry: which windows of memory an operation gives, in sizes, strides and offset.

Which operation is a view, and of what shape, is decided here and not by the torch under test.

Sources: https://pytorch.org/docs/stable/tensor_view.html, `computeStride` in
aten/src/ATen/TensorUtils.cpp.
"""

import math

from . import semantics


def wrap_dim(dim, ndim):
    """A dimension counted from the front; IndexError as torch words it."""
    low, high = (-ndim, ndim - 1) if ndim else (-1, 0)
    if not low <= dim <= high:
        # rule: errors.bad-view
        raise IndexError(
            f"Dimension out of range (expected to be in range of [{low}, {high}], but got {dim})"
        )
    return dim + ndim if dim < 0 and ndim else max(dim, 0) if not ndim else dim


def row_major(size):
    """The strides of a contiguous tensor."""
    strides, step = [], 1
    for count in reversed(size):
        strides.append(step)
        step *= max(count, 1)
    return tuple(reversed(strides))


def infer_size(shape, numel):
    """`shape` with a -1 filled in; RuntimeError where it does not fit `numel` elements."""
    shape = list(shape)
    if shape.count(-1) > 1:
        raise RuntimeError("only one dimension can be inferred")
    known = math.prod(s for s in shape if s != -1)
    for place, size in enumerate(shape):
        if size < -1:
            where = f" at index {place} of shape {shape}"
            where = where if semantics.current().texts_of_2_8 else ""
            raise RuntimeError(f"invalid shape dimension {size}{where}")
    if -1 in shape:
        if known == 0 and numel == 0:
            raise RuntimeError(
                f"cannot reshape tensor of 0 elements into shape {shape} because the unspecified "
                "dimension size -1 can be any value and is ambiguous"
            )
        if known and numel % known == 0:
            shape[shape.index(-1)] = numel // known
            return tuple(shape)
    elif known == numel:
        return tuple(shape)
    # rule: errors.bad-view
    raise RuntimeError(f"shape '{shape}' is invalid for input of size {numel}")


def view_strides(old_size, old_stride, new_size):
    """The strides with which `new_size` reads the same memory in the same order; None: none.

    Dimensions that are contiguous with each other form a chunk; each new dimension must lie
    within one chunk.
    """
    if math.prod(old_size) == 0:
        return old_stride if tuple(old_size) == tuple(new_size) else row_major(new_size)
    if not old_size:
        return (1,) * len(new_size)
    strides = [0] * len(new_size)
    place = len(new_size) - 1
    base_stride, chunk, read = old_stride[-1], 1, 1
    for dim in range(len(old_size) - 1, -1, -1):
        chunk *= old_size[dim]
        ends = dim == 0 or (old_size[dim - 1] != 1 and old_stride[dim - 1] != chunk * base_stride)
        if not ends:
            continue
        while place >= 0 and (read < chunk or new_size[place] == 1):
            strides[place] = read * base_stride
            read *= new_size[place]
            place -= 1
        if read != chunk:
            return None
        if dim > 0:
            base_stride, chunk, read = old_stride[dim - 1], 1, 1
    return tuple(strides) if place == -1 else None


def expanded(old_size, old_stride, new_size):
    """Sizes and strides of `expand`: repeated dimensions have stride 0."""
    extra = len(new_size) - len(old_size)
    if extra < 0:
        raise RuntimeError(
            f"expand({{shape}}, size={list(new_size)}): the number of sizes provided "
            f"({len(new_size)}) must be greater or equal to the number of dimensions in the tensor "
            f"({len(old_size)})"
        )
    sizes, strides = [0] * len(new_size), [0] * len(new_size)
    if not old_size:
        return tuple(new_size), tuple(strides)
    for dim in range(len(new_size) - 1, -1, -1):
        old = dim - extra
        size = old_size[old] if old >= 0 else 1
        stride = old_stride[old] if old >= 0 else _leading_stride(sizes, strides, dim)
        wanted = new_size[dim]
        if wanted == -1:
            if old < 0:
                raise RuntimeError(
                    f"The expanded size of the tensor ({wanted}) isn't allowed in a leading, "
                    f"non-existing dimension {dim}"
                )
            wanted = size
        if size != wanted:
            if size != 1:
                raise RuntimeError(
                    f"The expanded size of the tensor ({wanted}) must match the existing size "
                    f"({size}) at non-singleton dimension {dim}.  Target sizes: {list(new_size)}."
                    f"  Tensor sizes: {list(old_size)}"
                )
            stride = 0
        sizes[dim], strides[dim] = wanted, stride
    return tuple(sizes), tuple(strides)


def _leading_stride(sizes, strides, dim):
    """The stride of a new leading dimension of size 1."""
    return sizes[dim + 1] * strides[dim + 1] if dim + 1 < len(sizes) else 1
