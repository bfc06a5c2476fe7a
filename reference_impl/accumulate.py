"""Adding a gradient to a leaf's `.grad`.

Source: https://pytorch.org/docs/stable/autograd.html#default-gradient-layouts
"""

import sys

import torch

from .grad_mode import mode


def accumulate_grad(leaf, grads, other_holders=0):
    """Makes `.grad` hold what it held plus `grads[0]`.

    The list owns the gradient: one that nobody else holds (but `other_holders`, within the engine)
    may become `.grad` itself.
    """
    if grads[0] is None:
        return
    if not leaf.requires_grad:
        return
    held = leaf._grad
    if held is None:
        # rule: accumulation.first-gradient-not-aliased
        stolen = _stolen(leaf, grads, other_holders)
        leaf._grad = _copied(leaf, grads[0]) if stolen is None else stolen
    elif mode.grad:
        # rule: accumulation.create-graph-out-of-place
        leaf._grad = held + grads[0]
    else:
        # rule: accumulation.adds-to-grad
        # rule: accumulation.in-place
        held.add_(grads[0])
    run_post_accumulate_hooks(leaf)


def run_post_accumulate_hooks(leaf):
    # rule: hooks.post-accumulate
    table = leaf._post_accumulate_hooks
    for hook in list(table.values()) if table else ():
        if hook(leaf) is not None:
            raise RuntimeError("Tensor post accumulate grad hooks should return None.")


def _stolen(leaf, grads, other_holders):
    """The gradient without a copy, if it is nobody else's and laid out as the leaf is."""
    grad = grads[0]
    # References to `grad`: the list, this variable, and the argument of getrefcount.
    nobody_else_holds_it = sys.getrefcount(grad) <= 3 + other_holders
    if mode.grad or not nobody_else_holds_it or not obeys_layout_contract(grad, leaf):
        return None
    return grad.detach()


def _copied(leaf, grad):
    """A copy laid out as the leaf is, if the leaf is dense, and row-major otherwise."""
    if is_dense(leaf):
        from .ops.strided import new_strided

        return new_strided(grad, leaf._size, leaf._stride).copy_(grad)
    return grad.clone(memory_format=torch.contiguous_format)


def obeys_layout_contract(grad, leaf):
    """Whether `grad` has the strides of the leaf (those of dimensions of size 1 do not matter)."""
    if not is_dense(leaf):
        return grad.is_contiguous()
    pairs = zip(grad._stride, leaf._stride, grad._size)
    return all(mine == theirs or size == 1 for mine, theirs, size in pairs)


def is_dense(tensor):
    """Whether the elements fill a block of memory with no gap and no overlap."""
    expected = 1
    for stride, size in sorted(zip(tensor._stride, tensor._size)):
        if size == 1:
            continue
        if stride != expected:
            return False
        expected *= size
    return True
