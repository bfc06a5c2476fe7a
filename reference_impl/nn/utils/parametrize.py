"""Parametrized tensors: `module.weight` becomes a property, computed at each reading.

The tensor itself goes on as `module.parametrizations.weight.original`, and stays the parameter that
is trained. The property needs a class of its own, so the module's class is replaced by a subclass.

Source: https://pytorch.org/docs/stable/generated/torch.nn.utils.parametrize.register_parametrization.html
"""

import copy
from contextlib import contextmanager

from ...grad_mode import no_grad
from ...tensor import Tensor
from ..containers import ModuleDict
from ..parameter import Parameter
from .parametrization_list import ParametrizationList, register, same_kind

__all__ = [
    "ParametrizationList",
    "cached",
    "is_parametrized",
    "register_parametrization",
    "remove_parametrizations",
    "transfer_parametrizations_and_params",
    "type_before_parametrizations",
]


class _Cache:
    """What was computed while `cached()` blocks are open, by module and name."""

    def __init__(self):
        self.depth, self.values = 0, {}

    def read(self, module, name):
        compute = module.parametrizations[name]
        if not self.depth:
            return compute()
        key = (id(module), name)
        if key not in self.values:
            self.values[key] = compute()
        return self.values[key]


_CACHE = _Cache()


@contextmanager
def cached():
    """Each parametrized tensor is computed once in this block; the value is forgotten after it."""
    _CACHE.depth += 1
    try:
        yield
    finally:
        _CACHE.depth -= 1
        if not _CACHE.depth:
            _CACHE.values = {}


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    """From now on `module.tensor_name` is `parametrization(what it was before)`."""
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        if not unsafe:
            _check_another(module, tensor_name, parametrization)
        module.parametrizations[tensor_name].append(parametrization)
        module.parametrizations[tensor_name].unsafe |= unsafe
    elif tensor_name in module._buffers or tensor_name in module._parameters:
        original = getattr(module, tensor_name)
        computed = ParametrizationList([parametrization], original, unsafe=unsafe)
        delattr(module, tensor_name)
        if not is_parametrized(module):
            _give_own_class(module)
            module.parametrizations = ModuleDict()
        _make_property(type(module), tensor_name)
        module.parametrizations[tensor_name] = computed
    else:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element "
            f"with name '{tensor_name}'"
        )
    return module


def _check_another(module, name, parametrization):
    """A further parametrization takes and gives a tensor like the one there is."""
    before = getattr(module, name)
    after = parametrization(before)
    if not isinstance(after, Tensor):
        raise ValueError(f"A parametrization must return a tensor. Got {type(after).__name__}.")
    for what in ("dtype", "shape"):
        same_kind(
            f"Registering a parametrization may not change the {what} of the tensor, unless the "
            "`unsafe` flag is enabled.",
            (f"module.{name}.{what}", getattr(before, what)),
            (f"parametrization(module.{name}).{what}", getattr(after, what)),
        )
    if not hasattr(parametrization, "right_inverse"):
        return
    try:
        back = parametrization.right_inverse(after)
    except NotImplementedError:
        return
    if not isinstance(back, Tensor):
        raise ValueError(
            f"parametrization.right_inverse must return a tensor. Got: {type(back).__name__}"
        )
    for what in ("dtype", "shape"):
        same_kind(
            "The tensor returned by parametrization.right_inverse must have the same "
            f"{what} as module.{name}, unless the `unsafe` flag is enabled.",
            (f"module.{name}.{what}", getattr(before, what)),
            (f"returned {what}", getattr(back, what)),
        )


def _give_own_class(module):
    """A subclass for this module alone, which can hold properties."""
    cls = type(module)

    def refuse_pickling(self):
        raise RuntimeError(
            "Serialization of parametrized modules is only supported through state_dict(). See:\n"
            "https://pytorch.org/tutorials/beginner/saving_loading_models.html"
            "#saving-loading-a-general-checkpoint-for-inference-and-or-resuming-training"
        )

    own = {"__getstate__": refuse_pickling, "__module__": "torch.nn.utils.parametrize"}
    if not hasattr(cls, "__deepcopy__"):
        own["__deepcopy__"] = _deepcopy
    module.__class__ = type(f"Parametrized{cls.__name__}", (cls,), own)


def _deepcopy(module, memo):
    """Copies what the module holds; its class is shared with the copy."""
    if id(module) in memo:
        return memo[id(module)]
    memo[id(module)] = replica = module.__new__(type(module))
    replica.__dict__ = copy.deepcopy(module.__dict__, memo)
    return replica


def _make_property(cls, name):
    def computed(self):
        return _CACHE.read(self, name)

    def assign(self, value):
        self.parametrizations[name].right_inverse(value)

    # rule: modules.what-may-be-registered
    setattr(cls, name, property(computed, assign))


def is_parametrized(module, tensor_name=None):
    """Whether that tensor of the module is parametrized; without a name, whether any is."""
    parametrizations = getattr(module, "parametrizations", None)
    if not isinstance(parametrizations, ModuleDict):
        return False
    return len(parametrizations) > 0 if tensor_name is None else tensor_name in parametrizations


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    """A plain tensor again: with the computed value, or the original if nothing is to be left."""
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    computed = module.parametrizations[tensor_name]
    if computed.is_tensor:
        original = computed.original
        if leave_parametrized:
            with no_grad():
                original.set_(getattr(module, tensor_name))
    elif leave_parametrized:
        value = getattr(module, tensor_name)
        original = Parameter(value) if value.requires_grad else value
    else:
        raise ValueError(
            "Cannot leave unparametrized (`leave_parametrized=False`) a tensor "
            "that is parametrized in terms of a sequence of tensors."
        )
    delattr(type(module), tensor_name)
    del module.parametrizations[tensor_name]
    register(module, tensor_name, original)
    if not is_parametrized(module):
        del module.parametrizations
        module.__class__ = type(module).__bases__[0]
    return module


def type_before_parametrizations(module):
    """The class that was written, not the one that holds the properties."""
    return type(module).__bases__[0] if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module, to_module, tensor_name=None):
    """Registers the same parametrizations on another module, which then shares the originals."""
    if not is_parametrized(from_module):
        return to_module
    names = from_module.parametrizations if tensor_name is None else [tensor_name]
    for name in names:
        if not hasattr(to_module, name):
            setattr(to_module, name, Parameter(getattr(from_module, name)))
        source = from_module.parametrizations[name]
        for parametrization in source:
            register_parametrization(to_module, name, parametrization)
        for original, value in [*source._parameters.items(), *source._buffers.items()]:
            setattr(to_module.parametrizations[name], original, value)
    return to_module
