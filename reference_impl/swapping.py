"""`torch.utils.swap_tensors`: two tensors exchange all that they are."""

from .tensor import Tensor


def swap_tensors(t1, t2):
    """Exchanges class, memory, flags, history and attributes of two tensors; they keep identity."""
    for tensor in (t1, t2):
        if not isinstance(tensor, Tensor):
            raise AttributeError(f"'{type(tensor).__name__}' object has no attribute '_use_count'")
    t1.__class__, t2.__class__ = t2.__class__, t1.__class__
    mine, theirs = dict(vars(t1)), dict(vars(t2))
    for tensor, parts in ((t1, theirs), (t2, mine)):
        vars(tensor).clear()
        vars(tensor).update(parts)
