"""Drawing the same random numbers once more."""

import contextlib

import torch

from ..tensor import Tensor


def states_now(devices):
    """The state of the random numbers of each device."""
    return {device: getattr(torch, device.type).get_rng_state(device) for device in devices}


class RandomState:
    """The state of the random numbers of the CPU, and of the devices that the arguments are on."""

    def __init__(self, args=()):
        devices = {arg.device for arg in args if isinstance(arg, Tensor)}
        self.cpu = torch.get_rng_state()
        self.devices = states_now(each for each in devices if each.type not in ("cpu", "meta"))

    def is_now(self):
        """Whether no number has been drawn since."""
        now = states_now(self.devices)
        return torch.equal(torch.get_rng_state(), self.cpu) and all(
            torch.equal(now[device], state) for device, state in self.devices.items()
        )

    def restore(self):
        torch.set_rng_state(self.cpu)
        for device, state in self.devices.items():
            getattr(torch, device.type).set_rng_state(state, device)


@contextlib.contextmanager
def random_numbers_from(state):
    """Within it, random numbers start from that state, or go on (None); afterwards as before."""
    if state is None:
        yield
        return
    before = RandomState()
    before.devices = states_now(state.devices)
    state.restore()
    try:
        yield
    finally:
        before.restore()
