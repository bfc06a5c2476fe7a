"""`torch.nn.modules.module`: the base of all modules, and the hooks of all modules."""

# ruff: noqa: F401
from ..module import Module
from ..module_hooks import (
    register_module_backward_hook,
    register_module_forward_hook,
    register_module_forward_pre_hook,
    register_module_full_backward_hook,
    register_module_full_backward_pre_hook,
)
