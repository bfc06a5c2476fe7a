"""`torch.autograd.grad_mode`."""

# ruff: noqa: F401
from ..grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
