"""Functions of matrices: the exponential, condition numbers, inverses of tensors as matrices."""

import math

import torch

from .declare import OPERATORS, Derivative, composite, operator
from .matrix import adjoint
from .norms import matrix_norm
from .solvers import inv, inv_ex, per_matrix, refuse, solve


@operator("matrix_exp", torch.matrix_exp, "self")
class LinalgMatrixExpBackward0(Derivative):
    """exp(A) = sum A^k / k!.

    The exponential of (A E; 0 A) is (exp(A) D; 0 exp(A)), D the derivative of exp at A in the
    direction E; its adjoint is the same at A^H. Source: R. Mathias, A chain rule for matrix
    functions and applications, 1996.
    """

    saves = {"self": True}

    def vjp_self(self, grad, s):
        A = adjoint(s.self)
        n = A.size(-1)
        cat = OPERATORS["cat"]
        above = cat([A, grad.expand(A.shape)], -1)
        below = cat([A.new_zeros(A.shape), A], -1)
        return matrix_exp(cat([above, below], -2)).narrow(-2, 0, n).narrow(-1, n, n)


def matrix_exp(A):
    """As `torch.linalg.matrix_exp`."""
    return OPERATORS["matrix_exp"](A)


def cond(A, p=None):
    """As `torch.linalg.cond`: the norm of a matrix times that of its inverse."""
    refuse(torch.linalg.cond, A, p)
    if A.numel() == 0:
        real = A.abs().dtype if A.is_complex() else A.dtype
        return A.new_empty(A.shape[:-2], dtype=real).zero_()
    if p is None or p in (2, -2):
        singular = OPERATORS["linalg_svdvals"](A)
        largest, smallest = singular.narrow(-1, 0, 1), singular.narrow(-1, -1, 1)
        return (smallest / largest if p == -2 else largest / smallest).squeeze(-1)
    if p == "nuc":
        singular = OPERATORS["linalg_svdvals"](A)
        return singular.sum(-1) * singular.reciprocal().sum(-1)
    inverse, info = inv_ex(A)
    inverse.masked_fill_(per_matrix(info > 0), math.inf)
    product = matrix_norm(A, p) * matrix_norm(inverse, p)
    return product.nan_to_num_(math.inf, math.inf, -math.inf)


def tensorinv(A, ind=2):
    """As `torch.linalg.tensorinv`: the first `ind` dimensions count as rows."""
    refuse(torch.linalg.tensorinv, A, ind)
    rows, columns = A.shape[:ind], A.shape[ind:]
    return inv(A.reshape((rows.numel(), columns.numel()))).reshape((*columns, *rows))


def tensorsolve(A, B, dims=None):
    """As `torch.linalg.tensorsolve`: the X whose product with A over all its dimensions is B."""
    refuse(torch.linalg.tensorsolve, A, B, dims)
    if dims is not None:
        A = A.movedim(tuple(dims), tuple(range(A.dim() - len(dims), A.dim())))
    shape = A.shape[B.dim() :]
    matrix = A.reshape((B.numel(), shape.numel()))
    return solve(matrix, B.flatten()).reshape(shape)


def vander(x, *, N=None):
    """As `torch.linalg.vander`: the powers of each element."""
    refuse(torch.linalg.vander, x, N=N)
    x = x if x.dim() else x.unsqueeze(0)
    count = x.size(-1) if N is None else N
    if not (x.is_floating_point() or x.is_complex()):
        x = x.to(torch.int64)
    powers = x.unsqueeze(-1).expand((*x.shape, count - 1)).cumprod(-1)
    ones = x.new_ones((*x.shape, 1))
    return OPERATORS["cat"]([ones, powers], -1)


@composite("vander", method=False)
def powers_of_each(x, N=None, increasing=False):
    """As `torch.vander`: the powers of each element, by default from the highest."""
    refuse(torch.vander, x, N, increasing)
    count = x.size(0) if N is None else N
    dtype = x.dtype if x.is_floating_point() or x.is_complex() else torch.int64
    powers = x.new_empty((x.size(0), count), dtype=dtype)
    if count > 0:
        powers.select(1, 0).fill_(1)
    if count > 1:
        powers.narrow(1, 1, count - 1).copy_(x.unsqueeze(1))
        rest = powers.narrow(1, 1, count - 1)
        rest.copy_(rest.cumprod(1))
    return powers if increasing else powers.flip(1)
