"""`torch.fft`: Fourier transforms. What they compute is in `ops/fft.py`."""

import torch as _torch

from .factories import leaf as _leaf
from .ops.argument_errors import with_torch_errors as _with_torch_errors
from .ops.fft import TRANSFORMS as _transforms

globals().update(
    {name: _with_torch_errors(_torch.fft, name, call) for name, call in _transforms.items()}
)


def fftfreq(n, d=1.0, *, requires_grad=False, **options):
    """As `torch.fft.fftfreq`: a constant."""
    return _leaf(_torch.fft.fftfreq(n, d, **options), requires_grad)


def rfftfreq(n, d=1.0, *, requires_grad=False, **options):
    """As `torch.fft.rfftfreq`: a constant."""
    return _leaf(_torch.fft.rfftfreq(n, d, **options), requires_grad)
