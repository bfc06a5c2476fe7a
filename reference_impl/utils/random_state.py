"""Drawing the same random numbers once more."""

import contextlib

import torch

from ..tensor import Tensor


class RandomState:
    """The state of the random numbers of the CPU, and of the devices that the arguments are on."""

    def __init__(self, args):
        devices = {arg.device for arg in args if isinstance(arg, Tensor)}
        self._cpu = torch.get_rng_state()
        self._devices = {
            device: getattr(torch, device.type).get_rng_state(device)
            for device in devices
            if device.type not in ("cpu", "meta")
        }

    def restore(self):
        torch.set_rng_state(self._cpu)
        for device, state in self._devices.items():
            getattr(torch, device.type).set_rng_state(state, device)

    def like_this_now(self):
        """The state of the same devices as it is now."""
        now = RandomState(())
        now._devices = {
            device: getattr(torch, device.type).get_rng_state(device) for device in self._devices
        }
        return now


@contextlib.contextmanager
def random_numbers_from(state):
    """Within it, random numbers start from that state, or go on (None); afterwards as before."""
    if state is None:
        yield
        return
    before = state.like_this_now()
    state.restore()
    try:
        yield
    finally:
        before.restore()
