"""Adding a gradient to a leaf's `.grad`.

Source: https://pytorch.org/docs/stable/autograd.html#default-gradient-layouts
"""

import sys

import torch

from . import semantics
from .core_warnings import warn_from_core
from .grad_mode import mode
from .hooks import check_replacement


def accumulate_grad(leaf, grads, other_holders=0):
    """Makes `.grad` hold what it held plus `grads[0]`.

    The list owns the gradient: one that nobody else holds (but `other_holders`, within the engine)
    may become `.grad` itself.
    """
    if grads[0] is not None and leaf.grad_fn is not None:
        raise RuntimeError("leaf variable has been moved into the graph interior")
    if grads[0] is not None and leaf.requires_grad:
        _add_to_grad(leaf, grads, other_holders)
    if grads[0] is not None or semantics.current().undefined_gradients_end_in_hooks:
        run_post_accumulate_hooks(leaf)


def _add_to_grad(leaf, grads, other_holders):
    held = leaf._grad
    if held is None:
        # rule: accumulation.first-gradient-not-aliased
        stolen = _stolen(leaf, grads, other_holders)
        leaf._grad = _copied(leaf, grads[0]) if stolen is None else stolen
    elif mode.grad:
        # rule: accumulation.create-graph-out-of-place
        leaf._grad = held + grads[0]
        warn_of_layout(leaf._grad, leaf)
    else:
        # rule: accumulation.adds-to-grad
        # rule: accumulation.in-place
        held.add_(grads[0])
        warn_of_layout(held, leaf)


def run_post_accumulate_hooks(leaf):
    # rule: hooks.post-accumulate
    table = leaf._post_accumulate_hooks
    given = leaf
    for hook in list(table.values()) if table else ():
        result = hook(given)
        if result is not None and result is not given:
            check_replacement(given, result, hook)
            given = result  # what the hooks that follow are called with, before all of it fails
    if given is not leaf:
        raise RuntimeError("Tensor post accumulate grad hooks should return None.")


def _stolen(leaf, grads, other_holders):
    """The gradient without a copy, if it is nobody else's and laid out as the leaf is."""
    grad = grads[0]
    # References to `grad`: the list, this variable, and the argument of getrefcount.
    nobody_else_holds_it = sys.getrefcount(grad) <= 3 + other_holders
    if mode.grad or not nobody_else_holds_it:
        return None
    if mode.grad_layout and not obeys_layout_contract(grad, leaf):
        return None
    # rule: accumulation.grad-does-not-require-grad
    return grad.detach()


def _copied(leaf, grad):
    """A copy laid out as the leaf is, if the leaf is dense, and row-major otherwise."""
    # rule: accumulation.layout-follows-the-leaf
    if is_dense(leaf):
        from .ops.strided import new_strided

        return new_strided(grad, leaf._size, leaf._stride).copy_(grad)
    return grad.clone(memory_format=torch.contiguous_format)


def obeys_layout_contract(grad, leaf):
    """Whether `grad` has the strides of the leaf.

    Those of dimensions of size 1 do not matter, but a stride of 0 shows a view.
    """
    if not is_dense(leaf):
        return grad.is_contiguous()
    # Dimensions that the leaf has lost, since its `.data` was set to less, count as of stride 0.
    lost = (0,) * (grad.dim() - leaf.dim())
    return all(
        mine == theirs if size != 1 else mine != 0
        for mine, theirs, size in zip(
            grad._stride, (*leaf._stride, *lost), grad._size, strict=False
        )
    )


def warn_of_layout(grad, leaf):
    if mode.grad_layout and not obeys_layout_contract(grad, leaf):
        warn_from_core(
            "grad and param do not obey the gradient layout contract. This is not an error, but "
            f"may impair performance.\ngrad.sizes() = {list(grad._size)}, strides() = "
            f"{list(grad._stride)}\nparam.sizes() = {list(leaf._size)}, strides() = "
            f"{list(leaf._stride)}"
        )


def is_dense(tensor):
    """Whether the elements fill a block of memory with no gap and no overlap."""
    if not tensor.numel():
        return True
    expected = 1
    for stride, size in sorted(zip(tensor._stride, tensor._size, strict=False)):
        if size < 2:
            continue
        if stride != expected:
            return False
        expected *= size
    return True
