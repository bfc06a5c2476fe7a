"""What of a tensor may not be assigned, deleted or called, with torch's texts."""

import torch

from .messages import base_name
from .ops.argument_errors import with_torch_errors
from .tensor import Tensor


def _read_only(name, reading):
    def refuse(self, value=None):
        owner = f"torch._C.{base_name()}"
        raise AttributeError(f"attribute '{name}' of '{owner}' objects is not writable")

    return property(reading, refuse, refuse, reading.__doc__)


def _refuse_to_delete_data(self):
    raise RuntimeError("Deleting tensor data is not allowed. Delete tensor instead!")


def _refuse_to_delete_flag(self):
    raise RuntimeError("requires_grad must be a bool")


def _refuse_to_delete_hooks(self):
    raise RuntimeError("Deletion of _backwards_hooks not allowed!")


def protect():
    """Makes every attribute that has no setter refuse, once all of them are defined."""
    for name, value in list(vars(Tensor).items()):
        if isinstance(value, property) and value.fset is None:
            setattr(Tensor, name, _read_only(name, value.fget))
    Tensor.data = Tensor.data.deleter(_refuse_to_delete_data)
    Tensor.requires_grad = Tensor.requires_grad.deleter(_refuse_to_delete_flag)
    Tensor._backward_hooks = Tensor._backward_hooks.deleter(_refuse_to_delete_hooks)
    for name in _METHODS:
        setattr(Tensor, name, with_torch_errors(torch.Tensor, name, getattr(Tensor, name)))
    for name, flags in {"item": (), "numpy": ("force",), "tolist": ()}.items():
        setattr(Tensor, name, _with_flags_alone(name, getattr(Tensor, name), flags))


def _with_flags_alone(name, method, flags):
    """Their other errors are about values, which tensors without memory know nothing of."""
    worded = with_torch_errors(torch.Tensor, name, method)

    def call(self, *args, **kwargs):
        known = all(key in flags and type(value) is bool for key, value in kwargs.items())
        return worded(self, *args, **kwargs) if args or not known else method(self, **kwargs)

    call.__name__, call.__doc__ = name, method.__doc__
    return call


# Methods that complain about their arguments as torch does, and are not declared as operators.
_METHODS = (
    "bernoulli_", "cauchy_", "copy_", "detach", "detach_", "exponential_", "fill_",
    "fill_diagonal_", "geometric_", "index_fill_", "index_put", "index_put_", "index_reduce_",
    "log_normal_", "masked_fill_", "normal_", "random_", "requires_grad_", "retain_grad",
    "scatter_", "scatter_reduce_", "true_divide", "true_divide_", "uniform_", "zero_",
)  # fmt: skip
