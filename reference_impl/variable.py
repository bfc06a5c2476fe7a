"""The legacy `Variable`: since 0.4 a `Tensor` is its own Variable.

Source: https://pytorch.org/docs/stable/autograd.html#variable-deprecated
"""

import warnings

from .tensor import Tensor


class _VariableMeta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, Tensor)


class Variable(metaclass=_VariableMeta):
    """`Variable(t)` is a new tensor over the memory of `t`; `volatile` is gone and warns."""

    __module__ = "torch.autograd"

    def __new__(cls, data=None, requires_grad=False, volatile=False):
        # rule: leaves.volatile-warns
        if volatile:
            warnings.warn(NO_EFFECT, stacklevel=2)
        # rule: leaves.variable-is-tensor
        variable = data.detach()
        if requires_grad:
            variable.requires_grad_()
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
