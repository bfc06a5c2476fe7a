"""Drawing the same random numbers once more."""

import contextlib

import torch


@contextlib.contextmanager
def random_numbers_from(state):
    """Within it, random numbers start from that state, or go on (None); afterwards as before."""
    if state is None:
        yield
        return
    before = torch.get_rng_state()
    torch.set_rng_state(state)
    try:
        yield
    finally:
        torch.set_rng_state(before)
