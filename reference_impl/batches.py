"""What `vmap` refuses because it runs all elements of a batch at once.

Here it is a loop over the elements; each is marked, and so is what is made of it. To ask a marked
tensor for its value, as a number, an array or a condition, is refused: it stands for many.

Source: https://docs.pytorch.org/docs/stable/func.ux_limitations.html#vmap-limitations
"""

import threading
import warnings

import torch

from . import semantics
from .running_transforms import depth_of_transforms, operator_of, overload, writes
from .tensor import Tensor


class _Batches(threading.local):
    """Whether `vmap` is running, and over how many elements the innermost is."""

    open = False
    size = 0


batches = _Batches()

_SHAPES = {"nonzero": "nonzero", "argwhere": "nonzero", "unique": "_unique2"}


def within(function, name):
    """`function`, whose results are of a batch if one of its arguments is."""

    def call(*args, **kwargs):
        if not any(map(_is_of_batch, (*args, *kwargs.values()))):
            return function(*args, **kwargs)
        if name in _SHAPES:
            refuse_shape(_SHAPES[name])
        if name == "__getitem__" and any(map(_is_mask, _as_tuple(args[1]))):
            raise RuntimeError(MASK)
        if writes(name) and not _is_of_batch(args[0]):
            refuse_write(name, args)
        result = function(*args, **kwargs)
        for made in result if isinstance(result, (tuple, list)) else (result,):
            if isinstance(made, Tensor):
                made._of_batch = True
        return result

    return call


def _is_of_batch(value):
    if isinstance(value, (tuple, list)):
        return any(map(_is_of_batch, value))
    return isinstance(value, Tensor) and value._of_batch


def _sizes(values):
    """Those of the marked tensors among them."""
    for value in values:
        if isinstance(value, (tuple, list)):
            yield from _sizes(value)
        elif _is_of_batch(value):
            yield value.shape


def _as_tuple(key):
    return key if isinstance(key, tuple) else (key,)


def _is_mask(value):
    return _is_of_batch(value) and value.dtype == torch.bool


MASK = (
    "vmap: We do not support batching operators that can support dynamic shape. Attempting to "
    "batch over indexing with a boolean mask."
)


def refuse_number(tensor):
    if tensor._of_batch:
        raise RuntimeError(
            "vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over "
            "calling .item() on a Tensor, please try to rewrite what you're doing with other "
            "operations. If error is occurring somewhere inside PyTorch internals, please file a "
            "bug report."
        )


def refuse_branch(tensor):
    if tensor._of_batch:
        known = semantics.current().texts_of_2_10
        where = (
            "file an issue at https://github.com/pytorch/pytorch/issues ."
            if known
            else "shout over at https://github.com/pytorch/functorch/issues/257 ."
        )
        raise RuntimeError(
            "vmap: It looks like you're attempting to use a Tensor in some data-dependent control "
            f"flow. We don't support that yet, please {where}"
        )


def refuse_memory(tensor):
    if tensor._of_batch:
        raise RuntimeError("Cannot access data pointer of Tensor that doesn't have storage")


def refuse_shape(operator):
    known = semantics.current().texts_of_2_10
    where = (
        "Please file an issue at https://github.com/pytorch/pytorch/issues if you need this "
        "feature."
        if known
        else "Please voice your support in https://github.com/pytorch/functorch/issues/256"
    )
    raise RuntimeError(
        "vmap: We do not support batching operators that can output dynamic shape. Attempted to "
        f"vmap over aten::{operator}. {where}"
    )


def refuse_write(name, args):
    """A tensor that is the same for all elements has no room for what differs among them."""
    # rule: functions.vmap
    word, target = operator_of(name), args[0]
    if word == "add_":
        rooms = torch.broadcast_shapes(target.shape, *_sizes(args[1:]))
        raise RuntimeError(
            f"output with shape {list(target.shape)} doesn't match the broadcast shape "
            f"{[batches.size, *rooms]}"
        )
    if word in ("copy_", "sub_", "mul_", "div_", "masked_fill_"):
        word, where = "inplace arithmetic", "in a vmap"
    elif word in ("fill_", "index_add_"):
        where = "in a vmap"
    else:
        warnings.warn(
            "There is a performance drop because we have not yet implemented the batching rule for "
            f"aten::{overload(name, args)}. Please file us an issue on GitHub so that we can "
            "prioritize its implementation.",
            stacklevel=4,
        )
        word, where = f"aten::{word}", f"at level {depth_of_transforms.count}"
    raise RuntimeError(
        f"vmap: {word}(self, *extra_args) is not possible because there exists a Tensor `other` in "
        "extra_args that has more elements than `self`. This happened due to `other` being vmapped "
        f"over but `self` not being vmapped over {where}. Please try to use out-of-place operators "
        f"instead of {word}. If said operator is being called inside the PyTorch framework, please "
        "file a bug report instead."
    )


RANDOMNESS = (
    "vmap: called random operation while in randomness error mode. Please either use the 'same' or "
    "'different' randomness flags on vmap or perform the randomness operation out of vmap"
)
