"""A subject with a fault: what is written in place is not counted, so backward does not notice."""

import torch

from tests.faults.counters import in_place_methods, replace_writes, uncounted

replace_writes(torch.Tensor, in_place_methods(torch), uncounted(torch))


def __getattr__(name):
    return getattr(torch, name)
