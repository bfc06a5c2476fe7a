"""`torch.autograd.grad_mode`."""

# ruff: noqa: F401
from ..grad_mode import (
    enable_grad,
    enforce_grad_layout_policy,
    inference_mode,
    no_grad,
    set_grad_enabled,
    set_multithreading_enabled,
)
from ..version import unsafe_preserve_version_counter as _unsafe_preserve_version_counter
