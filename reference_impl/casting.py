"""`torch.autocast`: within it, some operations run in lower precision, and some in float32.

Which do is a list of names. The casts are recorded like any other, so gradients come back in the
dtype of what was cast; a leaf that is cast once is not cast again within the block.

Source: https://pytorch.org/docs/stable/amp.html#cpu-op-specific-behavior
"""

import functools
import threading
import warnings

import torch
from torch.utils._pytree import tree_map

from . import semantics
from .grad_mode import _ModeContext
from .left_out import LeftOut
from .tensor import Tensor

_LOWER = """
    conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d bmm mm matmul linear
    addmm addbmm baddbmm vecdot einsum scaled_dot_product_attention __matmul__ __rmatmul__
"""
_SINGLE = """
    avg_pool3d adaptive_avg_pool3d binary_cross_entropy binary_cross_entropy_with_logits grid_sample
    polar prod quantile nanquantile stft cdist trace view_as_complex cholesky cholesky_ex
    cholesky_inverse cholesky_solve inverse inv_ex lu_solve ormqr geqrf qr pinverse
    triangular_solve mse_loss cosine_embedding_loss nll_loss hinge_embedding_loss poisson_nll_loss
    cross_entropy l1_loss huber_loss smooth_l1_loss margin_ranking_loss soft_margin_loss
    triplet_margin_loss multi_margin_loss ctc_loss kl_div multilabel_margin_loss fft ifft fft2 ifft2
    fftn ifftn rfft irfft rfft2 irfft2 rfftn irfftn hfft ihfft solve inv svd svdvals eig eigh
    eigvals eigvalsh lstsq cond householder_product tensorinv tensorsolve
"""
LOWER, SINGLE = set(_LOWER.split()), set(_SINGLE.split())
WIDEST = {"stack", "cat", "index_copy"}


class _State(threading.local):
    enabled = False
    dtype = torch.bfloat16
    depth = 0
    caching = True

    def __init__(self):
        self.casts = {}  # by leaf: what it was cast to


state = _State()


class autocast(_ModeContext):
    """A block, or a decorated function, with autocast on or off."""

    __module__ = "torch.amp.autocast_mode"

    def __init__(self, device_type, dtype=None, enabled=True, cache_enabled=None):
        if not isinstance(device_type, str):
            raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
        if device_type != "cpu" and (device_type != "cuda" or torch.cuda.is_available()):
            _refuse_device(device_type)
        self.device = device_type
        self.fast_dtype = state.dtype if dtype is None else dtype
        self.caches = state.caching if cache_enabled is None else cache_enabled
        if device_type == "cuda" and enabled and not torch.cuda.is_available():
            reworded = semantics.current().texts_of_2_13
            warnings.warn(NO_CUDA if reworded else NO_CUDA_BEFORE, stacklevel=2)
            enabled = False
        if not self._takes_the_dtype(enabled):
            enabled = False
        self.enabled = enabled

    def _takes_the_dtype(self, enabled):
        """Whether operations run in it; there is a warning if not."""
        known = semantics.current()
        supported = [torch.bfloat16, torch.float16][: 1 + known.cpu_autocast_takes_float16]
        is_asked = enabled or (self.device == "cpu" and not known.cpu_autocast_takes_float16)
        if not is_asked or self.fast_dtype in supported:
            return True
        kinds = "dtypes" if known.texts_of_2_10 else "dtype"
        warnings.warn(NOT_SUPPORTED.format(kinds, ", ".join(map(str, supported))), stacklevel=3)
        return False

    def __enter__(self):
        known = semantics.current()
        is_other = self.device == "cpu" and self.fast_dtype != torch.bfloat16
        if is_other and not known.cpu_autocast_takes_float16:
            # rule: modes.autocast
            raise RuntimeError(ONLY_BFLOAT16)
        self.before = state.enabled, state.dtype, state.caching
        state.caching = self.caches
        if self.device == "cpu":
            state.enabled, state.dtype = self.enabled, self.fast_dtype
        state.depth += 1
        return self

    def __exit__(self, *exception):
        state.enabled, state.dtype, state.caching = self.before
        state.depth -= 1
        if state.depth == 0:
            state.casts.clear()

    def clone(self):
        return autocast(self.device, self.fast_dtype, self.enabled, self.caches)

    def __call__(self, function):
        # A grad mode that decorates is copied for each call; this one is entered itself. So where
        # the function calls itself, what was before it is lost.
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with self:
                return function(*args, **kwargs)

        return wrapper


def as_now():
    """A block with autocast as it is now."""
    return autocast("cpu", state.dtype, state.enabled, state.caching)


def _refuse_device(device_type):
    torch.device(device_type)  # which refuses what is no device, in torch's words
    raise LeftOut(f"autocast on {device_type}")


NO_CUDA = "CUDA is not available or torch_xla is imported. Disabling autocast."
NO_CUDA_BEFORE = "User provided device_type of 'cuda', but CUDA is not available. Disabling"
NOT_SUPPORTED = (
    "In CPU autocast, but the target dtype is not supported. Disabling autocast.\n"
    "CPU Autocast only supports {} of {} currently."
)
ONLY_BFLOAT16 = "Currently, AutocastCPU only support Bfloat16 as the autocast_cpu_dtype"


def is_autocast_enabled(device_type="cuda"):
    """Whether autocast is on for that kind of device."""
    return device_type == "cpu" and state.enabled


def get_autocast_dtype(device_type):
    """The lower precision that operations run in."""
    return state.dtype if device_type == "cpu" else torch.get_autocast_dtype(device_type)


def is_autocast_cpu_enabled():
    """Whether autocast is on for the CPU (deprecated)."""
    _warn_of_cpu_query("is_autocast_cpu_enabled", "is_autocast_enabled")
    return state.enabled


def get_autocast_cpu_dtype():
    """The lower precision of the CPU (deprecated)."""
    _warn_of_cpu_query("get_autocast_cpu_dtype", "get_autocast_dtype")
    return state.dtype


def _warn_of_cpu_query(name, newer):
    if semantics.current().texts_of_2_4:
        text = f"torch.{name}() is deprecated. Please use torch.{newer}('cpu') instead."
        warnings.warn(text, DeprecationWarning, stacklevel=3)


def warn_of_older_name(device_type, name):
    """Warns of `torch.cuda.amp` and `torch.cpu.amp`."""
    if semantics.current().texts_of_2_4:
        warnings.warn(
            f"`torch.{device_type}.amp.{name}(args...)` is deprecated. Please use "
            f"`torch.amp.{name}('{device_type}', args...)` instead.",
            FutureWarning,
            stacklevel=3,
        )


def is_autocast_cache_enabled():
    return state.caching


def call(function, name, args, kwargs):
    """`function(*args, **kwargs)`, with the arguments cast if the operation is on a list."""
    # rule: modes.autocast
    dtype = _wanted(name, args, kwargs)
    if dtype is None:
        return function(*args, **kwargs)
    args, kwargs = tree_map(lambda value: _cast(value, dtype), (args, kwargs))
    state.enabled = False
    try:
        return function(*args, **kwargs)
    finally:
        state.enabled = True


def _wanted(name, args, kwargs):
    if name in LOWER:
        return state.dtype
    if name in SINGLE:
        return torch.float32
    if name in WIDEST:
        found = set()
        tree_map(lambda value: found.add(value.dtype) if _is_eligible(value) else None, args)
        return torch.float32 if torch.float32 in found and len(found) > 1 else None
    return None


def _is_eligible(value):
    if not isinstance(value, Tensor) or value.device.type != "cpu":
        return False
    return value.is_floating_point() and value.dtype != torch.float64


def _cast(value, dtype):
    if not _is_eligible(value) or value.dtype == dtype:
        return value
    is_cached = (
        state.caching
        and dtype == state.dtype
        and value.dtype == torch.float32
        and value.requires_grad
        and value.is_leaf
        and not value._is_view()
    )
    if not is_cached:
        return value.to(dtype)
    if value not in state.casts:
        state.casts[value] = value.to(dtype)
    return state.casts[value]
