"""Longer texts of errors and warnings, and the checks that raise them."""

import re
import warnings

import torch

from . import semantics

LEFT_OPEN = "<any>"  # in a text: what stands there is not specified


def leave_open(error, pattern):
    """Notes in `error.specified_text` that what the pattern finds in its text is not specified."""
    text = getattr(error, "specified_text", str(error))
    error.specified_text = re.sub(pattern, LEFT_OPEN, text)
    return error


def base_name():
    """What torch calls the class that its tensors' attributes and methods belong to."""
    return "TensorBase" if semantics.current().texts_of_2_4 else "_TensorBase"


def no_dimension(error, tensor, dim, method):
    """The error for `x.size("a")` and the like."""
    from .ops.argument_errors import in_torch_words

    if isinstance(dim, str) and not semantics.current().texts_of_2_13:
        names = ", ".join(["None"] * tensor.dim())  # of dimensions, which have none
        return RuntimeError(f"Name '{dim}' not found in Tensor[{names}].")
    return in_torch_words(error, getattr(torch.Tensor, method), [tensor, dim], {})


NON_LEAF_GRAD = (
    "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad "
    "attribute won't be populated during autograd.backward(). If you indeed want the .grad field "
    "to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you "
    "access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See "
    "github.com/pytorch/pytorch/pull/30531 for more information{}."
)


def warn_non_leaf_grad():
    plural = "" if semantics.current().texts_of_2_9 else "s"
    warnings.warn(NON_LEAF_GRAD.format(plural), UserWarning, stacklevel=4)


def check_assigned_grad(tensor, grad):
    """Whether `grad` may become `tensor.grad`: a tensor of the same size, dtype and device."""
    from .tensor import Tensor

    # rule: leaves.grad-assignment-checks
    if not isinstance(grad, Tensor):
        kind = python_type_name(grad)
        raise TypeError(
            "assigned grad expected to be a Tensor or None but got grad of type"
            f"{' ' if semantics.current().texts_of_2_4 else ''}{kind}"
        )
    if grad is tensor:
        raise RuntimeError("can't assign Variable as its own grad")
    if not semantics.current().texts_of_2_4:
        _check_as_before_2_4(tensor, grad)
    wanted = tensor._dtype_of_grad if tensor.is_known_leaf else tensor.dtype
    if grad.dtype != wanted and not semantics.current().gradients_have_a_dtype:
        raise RuntimeError(
            f"attempting to assign a gradient with dtype '{CPP_NAMES[grad.dtype]}' to a tensor "
            f"with dtype '{CPP_NAMES[tensor.dtype]}'. Please ensure that the gradient and the "
            "tensor have the same dtype"
        )
    if wanted is not None and grad.dtype != wanted:
        raise RuntimeError(
            f"attempting to assign a gradient with dtype '{CPP_NAMES[grad.dtype]}' to a tensor "
            f"with grad_dtype '{scalar_type_name(wanted)}'. The gradient must match the "
            "tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's "
            "grad_dtype attribute with a specific dtype, or None to allow any dtype. Set "
            "grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break "
            "downstream systems that assume they match."
        )
    if grad.device != tensor.device:
        raise RuntimeError(
            f"attempting to assign a gradient with device type '{grad.device.type}' to a tensor "
            f"with device type '{tensor.device.type}'. Please ensure that the gradient and the "
            "tensor are on the same device"
        )
    if grad.shape != tensor.shape:
        raise RuntimeError(
            f"attempting to assign a gradient of size '{list(grad.shape)}' to a tensor of size "
            f"'{list(tensor.shape)}'. Please ensure that the gradient and the tensor are the same "
            "size"
        )


def check_grad_dtype(tensor, dtype):
    """Whether the gradients of a tensor may have that dtype from now on."""
    if not (dtype is None or isinstance(dtype, torch.dtype)):
        kind = python_type_name(dtype)
        raise RuntimeError(f"grad_dtype must be a torch.dtype or None, but got {kind}")
    held = tensor.grad  # which warns, for a non-leaf
    if not tensor.is_leaf:
        raise RuntimeError("grad_dtype can only be set on leaf tensors.")
    if dtype is None:
        return
    if held is not None and held.dtype != dtype:
        raise RuntimeError(
            f"Cannot set grad_dtype to '{scalar_type_name(dtype)}' because there is already a "
            f"gradient with dtype '{CPP_NAMES[held.dtype]}'. Please clear the gradient (.grad = "
            "None) before changing grad_dtype, or ensure the new grad_dtype matches the existing "
            "gradient's dtype."
        )


def python_type_name(value):
    """The name of a type as C++ reads it: with its module, unless it is of Python's making."""
    kind = type(value)
    made_by_class_statement = kind.__flags__ & (1 << 9)  # Py_TPFLAGS_HEAPTYPE
    if made_by_class_statement or kind.__module__ == "builtins":
        return kind.__name__
    return f"{kind.__module__}.{kind.__name__}"


def _check_as_before_2_4(tensor, grad):
    if grad.dtype != tensor.dtype or grad.device.type != tensor.device.type:
        raise RuntimeError("assigned grad has data of a different type")
    if grad.device != tensor.device:
        raise RuntimeError("assigned grad has data located on a different device")
    if grad.shape != tensor.shape:
        raise RuntimeError("assigned grad has data of a different size")


def scalar_type_name(dtype):
    from .tensor import _TYPE_NAMES

    return _TYPE_NAMES[dtype]


# How C++ names the types.
CPP_NAMES = {
    torch.float64: "double", torch.float32: "float", torch.float16: "c10::Half",
    torch.bfloat16: "c10::BFloat16", torch.int64: "long int", torch.int32: "int",
    torch.int16: "short int", torch.int8: "signed char", torch.uint8: "unsigned char",
    torch.bool: "bool", torch.complex64: "c10::complex<float>",
    torch.complex128: "c10::complex<double>",
}  # fmt: skip


def warn_of_old_name(old, new, stacklevel):
    """What a function says that is called by its former name."""
    if semantics.current().texts_of_2_4:
        text, category = f"`{old}` is now deprecated in favor of `{new}`.", FutureWarning
    else:
        text, category = f"{old} is now deprecated in favor of {new}.", UserWarning
    warnings.warn(text, category, stacklevel=stacklevel)
