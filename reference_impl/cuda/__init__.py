"""`torch.cuda`, as far as a program asks which there are, seeds or waits for them."""

# ruff: noqa: F401
from torch.cuda import (
    current_device,
    device,
    device_count,
    empty_cache,
    get_device_name,
    is_available,
    is_initialized,
    manual_seed,
    manual_seed_all,
    max_memory_allocated,
    memory_allocated,
    memory_reserved,
    set_device,
    synchronize,
)

from . import amp
