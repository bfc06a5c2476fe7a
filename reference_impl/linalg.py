"""`torch.linalg`: the names of linear algebra. What they compute is in `ops/`."""

import torch

from .ops.contractions import matmul, multi_dot, tensordot, vecdot  # noqa: F401
from .ops.declare import OPERATORS
from .ops.norms import linalg_norm as norm  # noqa: F401
from .ops.norms import matrix_norm, vector_norm  # noqa: F401
from .ops.rearranging import linalg_cross as cross  # noqa: F401
from .ops.solvers import (  # noqa: F401
    cholesky,
    cholesky_ex,
    det,
    inv,
    inv_ex,
    matrix_power,
    solve,
    solve_triangular,
)
from .ops.solvers import linalg_slogdet as slogdet  # noqa: F401

LinAlgError = getattr(torch.linalg, "LinAlgError", RuntimeError)


def diagonal(A, *, offset=0, dim1=-2, dim2=-1):
    """As `torch.diagonal`, of the last two dimensions."""
    return OPERATORS["diagonal"](A, offset, dim1, dim2)
