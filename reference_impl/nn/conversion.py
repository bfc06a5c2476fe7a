"""Changing the dtype or device of a module: its parameters stay the same objects.

Each parameter gets new memory through `.data`, so optimizers that hold it go on working.

Source: https://pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.to
"""

import warnings

import torch

from ..factories import FACTORIES
from ..grad_mode import no_grad
from ..storage import may_share
from ..tensor import Tensor
from .parameter import Parameter


class Conversion:
    """The part of `Module` that converts."""

    def _apply(self, fn, recurse=True):
        """`fn` of every parameter, its `.grad`, and every buffer, here and below."""
        if recurse:
            for module in self.children():
                module._apply(fn)
        for name, param in self._parameters.items():
            if param is not None:
                self._parameters[name] = _converted_parameter(param, fn)
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def to(self, *args, **kwargs):
        """`to(device)`, `to(dtype)`, `to(tensor)`: converts in place; returns the module."""
        args = [arg.raw if isinstance(arg, Tensor) else arg for arg in args]
        device, dtype, non_blocking, _ = torch._C._nn._parse_to(*args, **kwargs)
        if dtype is not None:
            _check_dtype(dtype)

        def convert(tensor):
            takes_dtype = tensor.is_floating_point() or tensor.is_complex()
            try:
                return tensor.to(device=device, dtype=dtype if takes_dtype else None)
            except NotImplementedError as error:
                if str(error) == NO_DATA:
                    raise NotImplementedError(f"{NO_DATA} {USE_TO_EMPTY}") from None
                raise

        return self._apply(convert)

    def to_empty(self, *, device, recurse=True):
        """Moves to a device, with memory that nobody wrote."""
        return self._apply(lambda t: FACTORIES["empty_like"](t, device=device), recurse)

    def float(self):
        return self._apply(lambda t: t.float() if t.is_floating_point() else t)

    def double(self):
        return self._apply(lambda t: t.double() if t.is_floating_point() else t)

    def half(self):
        return self._apply(lambda t: t.half() if t.is_floating_point() else t)

    def bfloat16(self):
        return self._apply(lambda t: t.bfloat16() if t.is_floating_point() else t)

    def type(self, dst_type):
        return self._apply(lambda t: t.type(dst_type))

    def cpu(self):
        return self._apply(lambda t: t.cpu())

    def cuda(self, device=None):
        return self._apply(lambda t: t.cuda(device))


NO_DATA = "Cannot copy out of meta tensor; no data!"
USE_TO_EMPTY = (
    "Please use torch.nn.Module.to_empty() instead of torch.nn.Module.to() when moving module "
    "from meta to a different device."
)


def _converted_parameter(param, fn):
    """The parameter itself, unless it goes to or comes from where tensors have no memory."""
    grad = param.grad
    with no_grad():
        converted = fn(param)
        converted_grad = None if grad is None else fn(grad)
    if not may_share(param.device, converted.device):
        new = Parameter(converted, param.requires_grad)
        new.grad = converted_grad
        return new
    # rule: modules.conversion
    param.data = converted
    if grad is not None:
        grad.data = converted_grad
    return param


def _check_dtype(dtype):
    if not (dtype.is_floating_point or dtype.is_complex):
        raise TypeError(
            "nn.Module.to only accepts floating point or complex dtypes, but got desired "
            f"dtype={dtype}"
        )
    if dtype.is_complex:
        warnings.warn(
            "Complex modules are a new feature under active development whose design may change, "
            "and some modules might not work as expected when using complex tensors as parameters "
            "or buffers. Please file an issue at "
            "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml if a complex "
            "module does not work as expected.",
            stacklevel=3,
        )
