"""Silent corruption: a saved tensor whose memory changed though its version did not.

A write through an unsafe channel (`.data`, `x.data = y`, memory shared with numpy or DLPack, a
storage, `apply_`, the pieces of `unsafe_split`) is not counted. Backward then computes with the
values as they are now, and gives a wrong gradient without an error.

Within `watching()` each tensor is copied when it is saved; what backward unpacks is compared with
the copy. With `repair=True` backward computes with the copy: its gradients are then those that
should have been. With `unchecked=True` it does so also where the version has changed, and does not
raise for that. Not watched, because autograd does not keep them: attributes of `ctx`, and what a
pack hook returns.
"""

import contextlib
from typing import NamedTuple

from .storage import Storage, arithmetic


class Corruption(NamedTuple):
    """A node found what it had saved changed.

    Attributes:
        node: the name of the node.
        saved: the values when they were saved.
        found: the values that backward computes with.
    """

    node: str
    saved: list
    found: list


class _Watch:
    """What is found is appended to `found`."""

    def __init__(self, repair, unchecked):
        self.repair, self.unchecked, self.found = repair, unchecked, []


_watches = []


@contextlib.contextmanager
def watching(repair=False, unchecked=False):
    """Watches what is saved from now on; gives the list of corruptions, filled by backward."""
    watch = _Watch(repair, unchecked)
    _watches.append(watch)
    try:
        yield watch.found
    finally:
        _watches.remove(watch)


def snapshot(tensor):
    """A copy of what is being saved; None if nobody watches."""
    return arithmetic(tensor.raw.clone) if _watches else None


def goes_unchecked(saved):
    """Is backward to go on with the copy of this saved tensor, whatever its version?"""
    return bool(_watches) and _watches[-1].unchecked and saved.snapshot is not None


def check(saved, tensor, node):
    """What backward gets for a saved tensor that passed the version check."""
    kept = saved.snapshot
    if kept is None or not _watches or _same(kept, tensor.raw):
        return tensor
    watch = _watches[-1]
    watch.found.append(Corruption(node.name() if node else "", kept.tolist(), tensor.tolist()))
    # rule: data.silent-corruption
    return _with_memory(tensor, kept) if watch.repair else tensor


def _same(one, other):
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    both_nan = (one != one) & (other != other)
    return bool(((one == other) | both_nan).all())


def _with_memory(tensor, raw):
    """The tensor, with its place in the graph, over other memory."""
    if tensor.is_known_leaf and tensor._requires_grad:
        repaired = tensor.alias_of_leaf(tensor)
    else:
        repaired = tensor.alias_with_history(tensor._grad_fn, tensor._output_nr)
    repaired._storage, repaired._dtype = Storage(raw), raw.dtype
    repaired._conjugated = repaired._negated = False
    repaired._set_geometry(raw.shape, raw.stride(), raw.storage_offset())
    return repaired
