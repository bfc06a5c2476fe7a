"""Checkpointing by saved-tensor hooks, before it compared the second computation with the first.

What was saved is known by its number alone. The arguments are held, not saved: a write to one in
between goes unnoticed. Whatever of the second run is taken is gone, so that another look at it runs
the function once more, or finds that only some of it is there.

Source: https://pytorch.org/docs/2.0/checkpoint.html
"""

import weakref

from ..casting import as_now as autocast_as_now
from ..grad_mode import enable_grad
from ..saved_tensor_hooks import saved_tensors_hooks
from .random_state import RandomState, random_numbers_from


class _Place:
    """What takes the place of a saved tensor."""


def older_checkpoint(function, args, kwargs, preserve_rng_state):
    """`function(*args, **kwargs)`, computing again in backward what it saves."""
    state = RandomState(args) if preserve_rng_state else None
    autocast = autocast_as_now()
    places = []  # weak references, in the order of saving
    again = weakref.WeakKeyDictionary()  # place -> the tensor computed again, until it is taken

    def pack(tensor):
        place = _Place()
        places.append(weakref.ref(place))
        return place

    def run_again():
        count = 0

        def pack_again(tensor):
            nonlocal count
            count += 1
            place = places[count - 1]()  # a function that saves more than before: IndexError
            if place is not None:
                again[place] = tensor.detach()

        hooks = saved_tensors_hooks(pack_again, _never_exposed)
        with random_numbers_from(state), enable_grad(), autocast.clone(), hooks:
            # rule: graph.checkpoint-computes-again-in-backward
            function(*args, **kwargs)

    def unpack(place):
        if not again:
            run_again()
        if place not in again:
            # rule: graph.checkpoint-notices-another-computation
            raise RuntimeError(TAKEN_BEFORE)
        return again.pop(place)

    with saved_tensors_hooks(pack, unpack):
        return function(*args, **kwargs)


def _never_exposed(packed):
    raise RuntimeError(
        "You are calling backwards on a tensor that is never exposed. Please open an issue."
    )


TAKEN_BEFORE = (
    "Attempt to retrieve a tensor saved by autograd multiple times without checkpoint "
    "recomputation being triggered in between, this is not currently supported. Please open an "
    "issue with details on your use case so that we can prioritize adding this."
)
