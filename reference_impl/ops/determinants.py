"""Determinants, and their signs and logarithms, of a matrix or of every matrix of a batch."""

import torch

from .. import semantics
from ..factories import zeros_like
from ..grad_mode import mode
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import conj
from .contractions import matmul
from .declare import OPERATORS, Derivative, composite
from .eigen import linalg_svd
from .matrix import adjoint
from .overloads import overload
from .reductions import product_of_others
from .solvers import per_matrix, refuse, solution, solve


class LinalgDetBackward0(Derivative):
    """d det / d a_ij is the cofactor: (-1)^(i+j) times the determinant without row i, column j.

    For a matrix that is not singular they are det(A) A^-T. For one that is, torch gives 0 where
    the gradient need not be differentiated again, and the cofactors, from the singular values,
    where it must be; for that a determinant counts as 0 below 100 roundings of 1, whatever the
    size of the elements.
    """

    inputs = ("A",)
    saves = {"A": True, "result": True}

    def save_results(self, results):
        self.save("result", results[0], is_output=True)

    def vjp_A(self, grad, s):
        if semantics.current().det_of_one_number_is_a_view:
            if not s.A.numel():
                return zeros_like(s.A)
            if s.A.size(-1) == 1:  # the cofactor is 1
                return per_matrix(grad)
        elif not s.A.numel():
            return None
        # rule: operators.det-of-singular
        number = grad * conj(s.result)
        if not mode.grad:
            return near_adjoint_inverse(s.A, number)
        if (OPERATORS["abs"](s.result) < 100 * torch.finfo(s.A.dtype).eps).any():
            return through_singular_values(s.A, grad)
        return times_adjoint_inverse(s.A, number)


def times_adjoint_inverse(A, number):
    """A^-H times a number, laid out by columns as a solver leaves it."""
    number = number if number.is_complex() or not A.is_complex() else number.to(A.dtype)
    # torch asks whether there is a solution only if that is to be differentiated.
    solver = solve if mode.grad else solution
    return solver(adjoint(A), per_number(number, A).diag_embed())


def near_adjoint_inverse(A, number):
    """The same, not to be differentiated: where a pivot is 0, of a matrix nearby.

    For a singular matrix, whose number is 0, that is 0 with the sign it happens to have.
    """
    raw, diagonal = A.raw, per_number(number, A).diag_embed().raw.to(A.dtype)
    transposed = raw.is_contiguous() and not raw.is_complex()

    def solved():
        factors, pivots, _ = torch.linalg.lu_factor_ex(raw.mT if transposed else raw)
        zero = factors.diagonal(0, -2, -1) == 0
        moved = factors + (zero * torch.finfo(raw.dtype).eps).to(raw.dtype).diag_embed()
        return torch.linalg.lu_solve(moved, pivots, diagonal, adjoint=not transposed)

    return Tensor._wrap(arithmetic(solved))


def through_singular_values(A, grad):
    """The matrix of cofactors times `grad`, of any rank: det A = det U det V^H s_1 s_2 ...

    Where singular values are equal, its own derivative is NaN.
    """
    U, S, Vh = linalg_svd(A)
    others = product_of_others(S, -1) * (conj(det(U) * det(Vh)) * grad).unsqueeze(-1)
    return matmul(U * others.unsqueeze(-2), Vh)


def per_number(number, A):
    """The number of each matrix, as often as the matrix has rows."""
    return number.unsqueeze(-1).expand(A.shape[:-1])


_det = overload("linalg_det", "default", torch._linalg_det, "A", LinalgDetBackward0)


@composite()
def det(A):
    """The determinant."""
    refuse(torch.linalg.det, A)
    return _det(A)[0]


class LinalgSlogdetBackward0(Derivative):
    """d log|det A| = Re tr(A^-1 dA). A sign that is real does not change."""

    inputs = ("A",)
    saves = {"A": True, "sign": True}
    output_count = 2

    def save_results(self, results):
        self.save("sign", results[0], is_output=True)

    def vjp_A(self, grad_sign, grad_log, s):
        turning = None
        if grad_sign is not None and s.sign.is_complex():
            turning = (conj(s.sign) * grad_sign).imag
        if grad_log is None and turning is None:
            return None
        weight = grad_log
        if grad_log is not None and s.A.is_complex():
            weight = grad_log.to(s.A.dtype)
        if turning is not None:
            real = turning.new_zeros(turning.shape) if grad_log is None else grad_log
            weight = OPERATORS["complex"](real, turning)
        return times_adjoint_inverse(s.A, weight)


_slogdet = overload("linalg_slogdet", "default", torch._linalg_slogdet, "A", LinalgSlogdetBackward0)


def linalg_slogdet(A):
    """As `torch.linalg.slogdet`: the sign of the determinant and the logarithm of its size."""
    refuse(torch.linalg.slogdet, A)
    return torch.return_types.linalg_slogdet(_slogdet(A)[:2])


@composite()
def slogdet(self):
    """The sign of the determinant and the logarithm of its size."""
    return torch.return_types.slogdet(linalg_slogdet(self))


@composite()
def logdet(self):
    """The logarithm of the determinant; NaN where that is negative."""
    refuse(torch.logdet, self)
    sign, logarithm = linalg_slogdet(self)
    if self.is_complex():
        return sign.log() + logarithm
    nan = Tensor._wrap(torch.tensor(float("nan"), dtype=self.dtype, device=self.device))
    return OPERATORS["where"](sign == -1, nan, logarithm)
