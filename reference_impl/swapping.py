"""`torch.utils.swap_tensors`: two tensors exchange all that they are.

Identity stays with the objects; memory, flags, history and attributes go. A graph that leads to a
swapped leaf would add to the gradient of another tensor than the one it was built with, so its
`AccumulateGrad` is made to raise; whoever else holds one of the tensors forbids the exchange.

Source: torch/utils/__init__.py, https://github.com/pytorch/pytorch/pull/127313
"""

import gc
import weakref

from .autograd.gradient_edge import get_gradient_edge
from .saved_tensor import SavedTensor
from .tensor import Tensor, parts_of
from .views import ViewInfo


def swap_tensors(t1, t2):
    """Exchanges class, memory, flags, history and attributes of two tensors; they keep identity.

    RuntimeError if more than the program and an `AccumulateGrad` node hold one of them.
    """
    for name, tensor in (("t1", t1), ("t2", t2)):
        if isinstance(tensor, Tensor) and weakref.getweakrefs(tensor):
            raise RuntimeError(f"Cannot swap {name} because it has weakref associated with it")
    nodes = [_poisoned(name, tensor) for name, tensor in (("t1", t1), ("t2", t2))]
    t1.__class__, t2.__class__ = t2.__class__, t1.__class__
    mine, theirs = dict(parts_of(t1)), dict(parts_of(t2))
    for tensor, parts in ((t1, theirs), (t2, mine)):
        parts_of(tensor).clear()
        parts_of(tensor).update(parts)
    for node, tensor in zip(nodes, (t2, t1), strict=True):
        if node is not None:
            node._variable = tensor


def _poisoned(name, tensor):
    """The node that adds to a leaf's gradient, made to raise; None if there is none."""
    if not isinstance(tensor, Tensor):
        raise AttributeError(f"'{type(tensor).__name__}' object has no attribute '_use_count'")
    count = _use_count(tensor)
    if count == 1:
        return None
    if count == 2 and tensor.is_leaf:
        node = get_gradient_edge(tensor).node
        if _use_count(tensor) == 2:
            node.register_prehook(_refuse)
            return node
    raise RuntimeError(
        f"Expected use_count of {name} to be 1 or 2 with an AccumulateGrad node but got {count} "
        "make sure you are not holding references to the tensor in other places."
    )


def _use_count(tensor):
    """How many hold it: the program, its node, nodes that saved it, its views, whose grad it is."""
    count = 1 + (tensor._accumulator is not None and tensor._accumulator() is not None)
    for holder in gc.get_referrers(tensor):
        if isinstance(holder, SavedTensor):
            count += holder.original and holder.tensor is tensor
        elif isinstance(holder, ViewInfo):
            count += 1
        else:  # a tensor, or (Python 3.10) the dictionary of its attributes
            attributes = parts_of(holder) if isinstance(holder, Tensor) else holder
            count += isinstance(attributes, dict) and attributes.get("_grad") is tensor
    return count


def _refuse(grad_outputs):
    raise RuntimeError(
        "Trying to execute AccumulateGrad node that was poisoned by swap_tensors "
        "this can happen when you try to run backward on a tensor that was swapped. "
        "For a module m with `torch.__future__.set_swap_module_params_on_conversion(True)` "
        "you should not change the device or dtype of the module (e.g. `m.cpu()` or `m.half()`) "
        "between running forward and backward. To resolve this, please only change the "
        "device/dtype before running forward (or after both forward and backward)."
    )
