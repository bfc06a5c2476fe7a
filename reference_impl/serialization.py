"""`torch.save` and `torch.load`: pickles in a file. A tensor keeps its flag, and loses its `.grad`.

Source: https://pytorch.org/docs/stable/notes/serialization.html
"""

import contextlib
import os
import pickle

from .copying import reduced_over
from .tensor import Tensor


def save(obj, f):
    """Writes `obj` to a file or path."""
    with _opened(f, "wb") as file:
        _Pickler(file).dump(obj)


class _Pickler(pickle.Pickler):
    """Unlike those of `pickle` itself, tensors that share memory share it when they are read."""

    def reducer_override(self, obj):
        return reduced_over(obj, obj._storage) if type(obj) is Tensor else NotImplemented


def load(f, map_location=None, *, weights_only=True):
    """What `save` wrote; with `map_location`, the tensors of a state on that device."""
    with _opened(f, "rb") as file:
        return pickle.load(file)


def _opened(f, mode):
    if isinstance(f, (str, os.PathLike)):
        return open(f, mode)
    return contextlib.nullcontext(f)
