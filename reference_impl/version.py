"""Version counters: how autograd notices that a tensor changed after it was saved.

Every in-place operation bumps the counter of the tensor it writes to. A saved tensor remembers the
count at the time it was saved; backward compares, and raises if the two differ.

Who shares a counter decides what is noticed:

* a view and its base, and `detach()` and its source, share one: a write through either is seen;
* `.data` and `from_numpy` look at the same memory with a counter of their own: a write through
  them is *not* seen, and backward silently computes with the changed values.

Source: https://pytorch.org/docs/stable/notes/autograd.html#in-place-correctness-checks
"""


class VersionCounter:
    """A count of in-place writes, shared by all tensors that must notice each other's."""

    __slots__ = ("value", "specified")

    def __init__(self, value=0, specified=True):
        # rule: versions.fresh-tensor-starts-at-zero
        self.value = value
        self.specified = specified  # how often a gradient was written to on its way is not

    def bump(self):
        # rule: versions.in-place-bumps
        self.value += 1


class unsafe_preserve_version_counter:
    """A block after which the counters of these tensors are what they were before it."""

    def __init__(self, tensors):
        self.tensors = tensors if isinstance(tensors, tuple) else (tensors,)
        self.versions = [tensor._version for tensor in self.tensors]

    def __enter__(self):
        pass

    def __exit__(self, *exception):
        for tensor, version in zip(self.tensors, self.versions, strict=True):
            tensor._counter.value = version
