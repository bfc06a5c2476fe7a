"""`torch.amp`: automatic mixed precision."""

# ruff: noqa: F401
from .casting import autocast
from .grad_scaler import GradScaler
from .mixed_precision_functions import custom_bwd, custom_fwd
