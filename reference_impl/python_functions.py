"""Python functions called on every element: `apply_`, `map_`, `map2_`.

They write to memory without counting it: autograd neither records nor notices them.

Source: https://pytorch.org/docs/stable/generated/torch.Tensor.apply_.html
"""

from .tensor import Tensor


def _refuse_if_required(name, *tensors):
    if any(tensor.requires_grad for tensor in tensors):
        raise RuntimeError(
            f"Can't call {name}() on Variable that requires grad. Use var.detach().{name}() "
            "instead."
        )


def apply_(self, callable):
    """Replaces every element by what `callable` makes of it."""
    # rule: data.python-functions-unnoticed
    _refuse_if_required("apply_", self)
    self.raw.apply_(callable)
    return self


def map_(self, tensor, callable):
    """Replaces every element by what `callable` makes of it and of the other tensor's."""
    _refuse_if_required("map_", self, tensor)
    self.raw.map_(tensor.raw, callable)
    return self


def map2_(self, x, y, callable):
    _refuse_if_required("map2_", self, x, y)
    self.raw.map2_(x.raw, y.raw, callable)
    return self


Tensor.apply_, Tensor.map_, Tensor.map2_ = apply_, map_, map2_
