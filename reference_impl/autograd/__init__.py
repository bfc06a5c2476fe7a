"""`torch.autograd`: the names under which torch makes all of this public.

Source: https://pytorch.org/docs/stable/autograd.html
"""

# ruff: noqa: F401
from ..anomaly import detect_anomaly, set_detect_anomaly
from ..function import Function
from ..grad_mode import (
    enable_grad,
    enforce_grad_layout_policy,
    inference_mode,
    is_multithreading_enabled,
    no_grad,
    set_grad_enabled,
    set_multithreading_enabled,
)
from ..saved_tensor import SavedTensor
from ..variable import Variable
from ..version import unsafe_preserve_version_counter as _unsafe_preserve_version_counter
from . import anomaly_mode, forward_ad, function, functional, grad_mode, graph, variable
from .backward_and_grad import backward, grad
from .gradcheck import gradcheck, gradgradcheck
