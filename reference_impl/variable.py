"""The legacy `Variable`: since 0.4 a `Tensor` is its own Variable.

Source: https://pytorch.org/docs/stable/autograd.html#variable-deprecated
"""

import warnings

from .factories import FACTORIES
from .tensor import ONLY_FLOATING, Tensor, can_require_grad


class _VariableMeta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, Tensor)


class Variable(metaclass=_VariableMeta):
    """`Variable(t)` is a new tensor over the memory of `t`; `volatile` is gone and warns."""

    __module__ = "torch.autograd.variable"

    def __new__(cls, data=None, requires_grad=False, volatile=False):
        # rule: leaves.volatile-warns
        if volatile:
            warnings.warn(NO_EFFECT, stacklevel=2)
        # rule: leaves.variable-is-tensor
        if volatile and requires_grad:
            raise ValueError("Variable can't be volatile and require_grad at the same time!")
        if data is None:
            data = FACTORIES["empty"](0, device="cpu")  # whatever the default device
        elif not isinstance(data, Tensor):
            kind = type(data).__name__
            raise TypeError(f"Variable data has to be a tensor, but got {kind}")
        if requires_grad and not can_require_grad(data.dtype):
            raise RuntimeError(ONLY_FLOATING.format("Only", " and complex"))
        variable = data.detach()
        variable._requires_grad = bool(requires_grad)
        return variable


NO_EFFECT = "volatile was removed and now has no effect. Use `with torch.no_grad():` instead."
ALWAYS_FALSE = "volatile was removed (Variable.volatile is always False)"


def _read_volatile(self):
    warnings.warn(ALWAYS_FALSE, stacklevel=2)
    return False


def _write_volatile(self, value):
    # rule: leaves.volatile-warns
    warnings.warn(NO_EFFECT, stacklevel=2)


Tensor.volatile = property(_read_volatile, _write_volatile)
