"""The transforms of `torch.func` that are running, and what a function within them may not do.

A transform sees what its function does with the arguments it was given. A tensor that the function
has from elsewhere (a *captured* one) is outside of that, so it may not be written to; and whether a
tensor requires grad is the transform's own business.

Source: https://docs.pytorch.org/docs/stable/func.ux_limitations.html
"""

import threading


class _Transforms(threading.local):
    """How many transforms are running, and how many of them are `vmap`.

    pushes: for those that push tangents forward, innermost last, whether a tensor has one.
    differentiating: those that differentiate, innermost last.
    """

    count = 0
    batches = 0

    def __init__(self):
        self.pushes = []
        self.differentiating = []


depth_of_transforms = _Transforms()

UNSUPPORTED = (
    "You are attempting to call Tensor.{0}() {1}inside of a function {2}transformed by a functorch "
    "transform. This is unsupported, please attempt to use the functorch transforms (e.g. grad, "
    "vjp, jacrev, jacfwd, hessian) or call {0}() outside of a function being transformed instead."
)
_ALSO = "(or perhaps using torch.autograd.functional.* APIs) "
CAPTURED = (
    "During a grad (vjp, jvp, grad, etc) transform, the function provided attempted to call "
    "in-place operation (aten::{}) that would mutate a captured Tensor. This is not supported; "
    "please rewrite the function being transformed to explicitly accept the mutated Tensor(s) as "
    "inputs."
)


def refuse_flags():
    # rule: functions.transforms
    if depth_of_transforms.count:
        raise RuntimeError(UNSUPPORTED.format("requires_grad_", _ALSO, "being "))


def refuse_retaining():
    if depth_of_transforms.count:
        raise RuntimeError(UNSUPPORTED.format("retain_grad", "", "being "))


def check_write(name, args):
    """Raises where this call writes to a tensor that the function has captured."""
    running = depth_of_transforms.differentiating
    if running and writes(name) and running[-1].has_captured(args[0]):
        # rule: functions.transforms
        raise RuntimeError(CAPTURED.format(overload(name, args)))


def writes(name):
    """Whether this is an in-place operation; the flag is no part of a tensor's value."""
    if name == "requires_grad_":
        return False
    return name in _PYTHON or (name.endswith("_") and not name.endswith("__"))


_PYTHON = {
    "__iadd__": "add_",
    "__isub__": "sub_",
    "__imul__": "mul_",
    "__itruediv__": "div_",
    "__ipow__": "pow_",
    "__setitem__": "copy_",
}
# What torch calls the form of an operator that takes a tensor, and takes it for a number too.
_ALWAYS = {"add_": "Tensor", "sub_": "Tensor", "mul_": "Tensor", "div_": "Tensor"}
_ALWAYS["set_"] = "source_Tensor"
# And of those that have one for each, by what comes last.
_EITHER = {"pow_", "fill_", "masked_fill_", "remainder_", "fmod_", "lerp_", "eq_", "gt_", "lt_"}
_PLAIN_FOR_NUMBERS = {"clamp_", "clamp_min_", "clamp_max_"}


def operator_of(name):
    """What a method or operator of Python calls."""
    return _PYTHON.get(name, name)


def overload(name, args):
    """The full name torch has for what is called."""
    name = operator_of(name)
    if name in _ALWAYS:
        return f"{name}.{_ALWAYS[name]}"
    if name in _EITHER:
        return name + (".Scalar" if _is_number(args[-1]) else ".Tensor")
    if name in _PLAIN_FOR_NUMBERS and not _is_number(args[-1]):
        return f"{name}.Tensor"
    return name


def _is_number(value):
    return isinstance(value, (int, float, complex))
