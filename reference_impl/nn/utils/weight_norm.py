"""`weight_norm`: a parameter as a length times a direction, put together before each call.

Source: https://pytorch.org/docs/stable/generated/torch.nn.utils.weight_norm.html
"""

import warnings

from ... import semantics
from ...ops.weight_norm import norm_except_dim
from ...ops.weight_norm import weight_norm as normalized
from ..parameter import Parameter


class WeightNorm:
    """The forward pre-hook that makes the weight anew."""

    __module__ = "torch.nn.utils.weight_norm"

    def __init__(self, name, dim):
        self.name, self.dim = name, dim

    def compute_weight(self, module):
        lengths, directions = (getattr(module, self.name + end) for end in ("_g", "_v"))
        return normalized(directions, lengths, self.dim)

    def __call__(self, module, inputs):
        setattr(module, self.name, self.compute_weight(module))


def weight_norm(module, name="weight", dim=0):
    """Replaces the parameter `name` by `name_g`, its lengths, and `name_v`, its directions."""
    # rule: modules.weight-norm
    if semantics.current().weight_norm_is_deprecated:
        warnings.warn(DEPRECATED, FutureWarning, stacklevel=2)
    if find_hook(module, WeightNorm, name) is not None:
        raise RuntimeError(f"Cannot register two weight_norm hooks on the same parameter {name}")
    hook = WeightNorm(name, -1 if dim is None else dim)
    weight = getattr(module, name)
    del module._parameters[name]
    lengths = norm_except_dim(weight, hook.dim).data
    module.register_parameter(name + "_g", Parameter(lengths))
    module.register_parameter(name + "_v", Parameter(weight.data))
    setattr(module, name, hook.compute_weight(module))
    module.register_forward_pre_hook(hook)
    return module


def remove_weight_norm(module, name="weight"):
    """The parameter as it was before, with the value that it has now."""
    found = find_hook(module, WeightNorm, name)
    if found is None:
        raise ValueError(f"weight_norm of '{name}' not found in {module}")
    number, hook = found
    weight = hook.compute_weight(module)
    delattr(module, name)
    del module._parameters[name + "_g"], module._parameters[name + "_v"]
    setattr(module, name, Parameter(weight.data))
    del module._forward_pre_hooks[number]
    return module


def find_hook(module, kind, name):
    """The number and the function of the pre-hook of that kind for that parameter, or None."""
    for number, record in module._forward_pre_hooks.items():
        if isinstance(record.function, kind) and record.function.name == name:
            return number, record.function
    return None


DEPRECATED = (
    "`torch.nn.utils.weight_norm` is deprecated in favor of "
    "`torch.nn.utils.parametrizations.weight_norm`."
)
