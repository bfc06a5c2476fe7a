"""`out=` of functions that are made of other operators, most of them of linear algebra.

The result is written into given tensors, and there is no derivative of that: it is refused where
anything requires grad, in the name of the operator that would write. A few functions compute with a
history, and then copy.
"""

import warnings

import torch

from ..messages import scalar_type_name
from ..recording import any_requires_grad, is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import check_in_place, rebase_history
from .argument_errors import with_torch_errors
from .declare import FUNCTIONS, OPERATORS, strip, write_into
from .not_implemented import not_implemented

# The operator in whose name the function refuses.
_IN_LINALG = {
    "cholesky": "linalg_cholesky_ex",
    "cholesky_ex": "linalg_cholesky_ex",
    "cross": "linalg_cross",
    "det": "_linalg_det",
    "eig": "linalg_eig",
    "eigh": "_linalg_eigh",
    "eigvalsh": "_linalg_eigh",
    "inv": "linalg_inv_ex",
    "inv_ex": "linalg_inv_ex",
    "lstsq": "linalg_lstsq",
    "lu": "linalg_lu",
    "lu_factor": "linalg_lu_factor_ex",
    "lu_factor_ex": "linalg_lu_factor_ex",
    "lu_solve": "linalg_lu_solve",
    "matrix_power": "matmul",
    "multi_dot": "mm",
    "pinv": "linalg_pinv",
    "qr": "linalg_qr",
    "slogdet": "_linalg_slogdet",
    "solve": "_linalg_solve_ex",
    "solve_ex": "_linalg_solve_ex",
    "solve_triangular": "linalg_solve_triangular",
    "svd": "_linalg_svd",
    "svdvals": "_linalg_svd",
    "vecdot": "sum",
}
_IN_TORCH = {
    "chain_matmul": "mm",
    "ger": "mul",
    "inverse": "linalg_inv_ex",
    "kron": "mul",
    "lu_solve": "linalg_lu_solve",
    "lu_unpack": "lu_unpack",
    "outer": "mul",
    "qr": "linalg_qr",
    "slogdet": "_linalg_slogdet",
    "svd": "_linalg_svd",
    "triangular_solve": "triangular_solve",
}
_COPIED_IN_LINALG = ("cond", "matrix_norm", "norm", "tensorinv", "tensorsolve")
_COPIED_IN_TORCH = ("inner", "tensordot")
# What is said of a given tensor whose dtype, the second here, is not that of the result.
_OF_ANOTHER_DTYPE = {
    "norm": "linalg.norm expected out tensor dtype {} but got: {}",
    "matrix_norm": "linalg.matrix_norm expected out tensor dtype {} but got: {}",
    **dict.fromkeys(
        _COPIED_IN_TORCH,
        "tensordot: Expected the output tensor to have dtype {}, but got an output tensor with "
        "dtype {}",
    ),
}
# What is said if, besides, the result cannot be cast to it.
_NOT_CASTABLE = (
    "{}: Expected result to be safely castable from {} dtype, but got result with dtype {}"
)
_MUST_BE_CASTABLE = ("tensorinv", "tensorsolve")
# How often each result is written to, where it is not once: a view and conjugate of it, or never.
_WRITES = {"svd": (1, 1, 2), "kron": (0,)}


def _writing(owner, name, function, refused_as):
    kernel = getattr(owner, name)

    def call(*args, out=None, **kwargs):
        if out is None:
            return function(*args, **kwargs)
        given = [*_tensors(args), *_tensors(kwargs.values())]
        positional = [strip(value) for value in args]
        named = {key: strip(value) for key, value in kwargs.items()}
        writes = _WRITES.get(name) if owner is torch else None
        return write_into(out, refused_as, kernel, given, positional, named, writes)

    call.__doc__ = function.__doc__
    return with_torch_errors(owner, name, call)


def _tensors(values):
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _tensors(value)
        elif isinstance(value, Tensor):
            yield value


def _refuse_dtype(name, made, given):
    names = scalar_type_name(made), scalar_type_name(given)
    if name in _OF_ANOTHER_DTYPE and made != given:
        raise RuntimeError(_OF_ANOTHER_DTYPE[name].format(*names))
    if name in _MUST_BE_CASTABLE and not torch.can_cast(made, given):
        raise RuntimeError(_NOT_CASTABLE.format(name, *names))


def _copying(owner, name, function):
    def call(*args, out=None, **kwargs):
        result = function(*args, **kwargs)
        if out is None:
            return result
        _refuse_dtype(name, result.dtype, out.dtype)
        if owner is torch and out.requires_grad and out.shape != result.shape:
            raise RuntimeError(OUT_OF_ANOTHER_SHAPE)
        check_in_place(out, any_requires_grad((out, result)))
        if out.shape != result.shape:
            if out.numel():
                text = RESIZED.format(list(out.shape), list(result.shape))
                warnings.warn(text, UserWarning, stacklevel=2)
            raw = out.fresh_raw()
            arithmetic(raw.resize_, result.shape)
            out._set_geometry(raw.shape, raw.stride(), raw.storage_offset())
        return OPERATORS["copy_"](out, result)

    call.__doc__ = function.__doc__
    return with_torch_errors(owner, name, call)


RESIZED = (
    "An output with one or more elements was resized since it had shape {}, which does not match "
    "the required output shape {}. This behavior is deprecated, and in a future PyTorch release "
    "outputs will not be resized unless they have zero elements. You can explicitly reuse an out "
    "tensor t by resizing it, inplace, to zero elements with t.resize_(0)."
)
OUT_OF_ANOTHER_SHAPE = (
    "tensordot(): the 'out' tensor was specified and requires gradients, and its shape does not "
    "match the expected result. Either remove the 'out' argument, ensure it does not require "
    "gradients, or make sure its shape matches the expected output."
)


def _eigvals_into(A, out):
    """It does write where `A` requires grad, and has no derivative then."""
    if is_recorded(out):
        return write_into(out, "aten::linalg_eigvals", None, (), (), {})
    node = not_implemented("aten::linalg_eigvals", A)
    write_into(out, "linalg_eigvals", torch.linalg.eigvals, (), (A.raw,), {})
    if node is not None:
        rebase_history(out, node)
    return out


def give_torch():
    """The functions of `torch` take `out`."""
    for name, refused_as in _IN_TORCH.items():
        if name in FUNCTIONS and hasattr(torch, name):
            FUNCTIONS[name] = _writing(torch, name, FUNCTIONS[name], refused_as)
    for name in _COPIED_IN_TORCH:
        FUNCTIONS[name] = _copying(torch, name, FUNCTIONS[name])


def give_linalg(functions):
    """The functions of `torch.linalg`, by name, that take `out`."""
    values = functions["eigvals"]
    given = {"eigvals": lambda A, *, out=None: values(A) if out is None else _eigvals_into(A, out)}
    for name, function in functions.items():
        if name in _IN_LINALG:
            given[name] = _writing(torch.linalg, name, function, _IN_LINALG[name])
        elif name in _COPIED_IN_LINALG:
            given[name] = _copying(torch.linalg, name, function)
    return given
