"""`torch.linalg`: the names of linear algebra. What they compute is in `ops/`."""

import inspect

import torch

from .ops.argument_errors import with_torch_errors
from .ops.cholesky import cholesky_ex  # noqa: F401
from .ops.cholesky import linalg_cholesky as cholesky  # noqa: F401
from .ops.contractions import matmul, multi_dot, tensordot, vecdot  # noqa: F401
from .ops.declare import OPERATORS, define
from .ops.determinants import det  # noqa: F401
from .ops.determinants import linalg_slogdet as slogdet  # noqa: F401
from .ops.eigen import eig, eigh, eigvals, eigvalsh, svdvals  # noqa: F401
from .ops.eigen import linalg_svd as svd  # noqa: F401
from .ops.factorizations import linalg_qr as qr  # noqa: F401
from .ops.factorizations import lu, lu_factor, lu_factor_ex, lu_solve  # noqa: F401
from .ops.given import give_linalg
from .ops.least_squares import lstsq, pinv  # noqa: F401
from .ops.matrix_functions import (  # noqa: F401
    cond,
    matrix_exp,
    tensorinv,
    tensorsolve,
    vander,
)
from .ops.norms import linalg_norm as norm  # noqa: F401
from .ops.norms import matrix_norm, vector_norm  # noqa: F401
from .ops.rearranging import linalg_cross as cross  # noqa: F401
from .ops.reflections import householder_product  # noqa: F401
from .ops.solvers import (  # noqa: F401
    inv,
    inv_ex,
    matrix_power,
    solve,
    solve_ex,
    solve_triangular,
)

LinAlgError = getattr(torch.linalg, "LinAlgError", RuntimeError)


def diagonal(A, *, offset=0, dim1=-2, dim2=-1):
    """As `torch.diagonal`, of the last two dimensions."""
    return OPERATORS["diagonal"](A, offset, dim1, dim2)


# A count, which has no derivative.
matrix_rank = define(
    "linalg_matrix_rank",
    torch.linalg.matrix_rank,
    "input, tol=None, *, atol=None, rtol=None, hermitian=False",
    method=False,
    function=False,
)
globals().update(give_linalg(globals()))
for _name, _function in list(globals().items()):
    if inspect.isfunction(_function) and hasattr(torch.linalg, _name):
        globals()[_name] = with_torch_errors(torch.linalg, _name, _function)
