"""Determinants, inverses and solutions of linear equations.

The names of `torch.linalg`. Each works on a matrix, or on every matrix of a batch.
"""

import torch

from ..grad_mode import mode
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import conj
from .declare import OPERATORS, Derivative, composite, strip
from .matrix import adjoint
from .overloads import overload


def per_matrix(value):
    """One number for each matrix, to be multiplied with the matrices."""
    return value.unsqueeze(-1).unsqueeze(-1)


def refuse(kernel, *values, **options):
    """Runs the kernel only for the complaints it may have."""
    arithmetic(kernel, *[strip(value) for value in values], **options)


# -- determinant -------------------------------------------------------------------------------


class LinalgDetBackward0(Derivative):
    """d det / d a_ij is the cofactor: (-1)^(i+j) times the determinant without row i, column j.

    For a matrix that is not singular they are det(A) A^-T. For one that is, torch gives 0 where
    the gradient need not be differentiated again, and the cofactors where it must be; for that a
    determinant counts as 0 below 100 roundings of 1, whatever the size of the elements.
    """

    inputs = ("A",)
    saves = {"A": True, "result": True}

    def save_results(self, results):
        self.save("result", results[0], is_output=True)

    def vjp_A(self, grad, s):
        # rule: operators.det-of-singular
        number, singular = grad * conj(s.result), s.result == 0
        if not mode.grad:
            return times_adjoint_inverse(s.A, number, singular)
        if (OPERATORS["abs"](s.result) < 100 * torch.finfo(s.A.dtype).eps).any():
            return per_matrix(grad) * conj(cofactors(s.A))
        return times_adjoint_inverse(s.A, number)


def times_adjoint_inverse(A, number, singular=None):
    """A^-H times a number (0 for the singular ones), laid out by columns as a solver leaves it."""
    number = number if number.is_complex() or not A.is_complex() else number.to(A.dtype)
    diagonal = per_number(number, A).diag_embed()
    if singular is None:
        return solve(adjoint(A), diagonal)
    made = arithmetic(torch.linalg.solve_ex, adjoint(A).raw, diagonal.raw).result
    return Tensor._wrap(made.masked_fill_(per_matrix(singular).raw, 0))


def per_number(number, A):
    """The number of each matrix, as often as the matrix has rows."""
    return number.unsqueeze(-1).expand(A.shape[:-1])


def cofactors(A):
    """The matrix of cofactors; exact whatever the rank."""
    n = A.size(-1)
    if n == 0:
        return A
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            minor = expanded(_without(_without(A, -2, i), -1, j))
            row.append(minor if (i + j) % 2 == 0 else -minor)
        rows.append(OPERATORS["stack"](row, -1))
    return OPERATORS["stack"](rows, -2)


def expanded(A):
    """The determinant by its first row and their minors: a polynomial, whose every derivative is
    right, where that of `det` is not that of a singular matrix."""
    if A.size(-1) < 2:
        return A.sum((-2, -1)) if A.size(-1) else det(A)
    minors = [expanded(_without(A[..., 1:, :], -1, j)) for j in range(A.size(-1))]
    signed = [minor if j % 2 == 0 else -minor for j, minor in enumerate(minors)]
    return (A[..., 0, :] * OPERATORS["stack"](signed, -1)).sum(-1)


def _without(A, dim, index):
    """A matrix with one row or column left out."""
    kept = Tensor._wrap(
        torch.tensor(
            [k for k in range(A.size(dim)) if k != index], dtype=torch.int64, device=A.device
        )
    )
    return A.index_select(dim, kept)


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


# -- inverse and linear equations --------------------------------------------------------------


class LinalgInvExBackward0(Derivative):
    """Y = A^-1: dY = -Y dA Y."""

    inputs = ("A",)
    saves = {"inverse": True}

    def save_results(self, results):
        self.save("inverse", results[0], is_output=True)

    def vjp_A(self, grad, s):
        adjoint_inverse = adjoint(s.inverse)
        return -adjoint_inverse.matmul(grad.matmul(adjoint_inverse))


_inv_ex = overload("linalg_inv_ex", "default", torch.linalg.inv_ex, "A", LinalgInvExBackward0)


def inv_ex(A, *, check_errors=False):
    """As `torch.linalg.inv_ex`: the inverse, and a number that is not 0 where there is none."""
    if check_errors:
        refuse(torch.linalg.inv_ex, A, check_errors=True)
    return _inv_ex(A)


def inv(A, *, out=None):
    """As `torch.linalg.inv`."""
    refuse(torch.linalg.inv, A)
    return _inv_ex(A)[0]


@composite("inverse")
def inverse(self):
    """The inverse."""
    return inv(self)


class LinalgSolveExBackward0(Derivative):
    """X with A X = B: the gradient of B is A^-H g, that of A is -(A^-H g) X^H."""

    inputs = ("A", "B")
    saves = {"A": True, "result": "A"}

    def save_results(self, results):
        self.save("result", results[0], is_output=True)

    def vjp_A(self, grad, s):
        through_b, result = solve(adjoint(s.A), grad, left=s.left), s.result
        if s.of_vectors:
            return -through_b.unsqueeze(-1).matmul(conj(result).unsqueeze(-2))
        if s.left:
            return -through_b.matmul(adjoint(result))
        return -adjoint(result).matmul(through_b)

    def vjp_B(self, grad, s):
        return solve(adjoint(s.A), grad, left=s.left)


_solve_ex = overload(
    "linalg_solve_ex",
    "default",
    lambda A, B, left, of_vectors: torch.linalg.solve_ex(A, B, left=left),
    "A, B, left, of_vectors",
    LinalgSolveExBackward0,
)


def solve(A, B, *, left=True, out=None):
    """As `torch.linalg.solve`: the X with A X = B (X A = B with `left=False`)."""
    refuse(torch.linalg.solve, A, B, left=left)
    return _solve_ex(A, B, left, of_vectors(A, B))[0]


def of_vectors(A, B):
    """Whether B is a vector for each matrix, and not a matrix."""
    return B.dim() == 1 or (A.dim() - 1 == B.dim() and B.shape == A.shape[:-1])


def solve_ex(A, B, *, left=True, check_errors=False, out=None):
    """As `torch.linalg.solve_ex`: with a number that is not 0 where there is no solution."""
    refuse(torch.linalg.solve_ex, A, B, left=left, check_errors=check_errors)
    return _solve_ex(A, B, left, of_vectors(A, B))


class LinalgSolveTriangularBackward0(Derivative):
    """X with A X = B, A triangular: as `solve`, and only the triangle of A has a gradient."""

    inputs = ("self", "B")
    saves = {"self": True, "result": True}

    def _through_b(self, grad, s):
        return solve_triangular(
            adjoint(s.self), grad, upper=not s.upper, left=s.left, unitriangular=s.unitriangular
        )

    def vjp_self(self, grad, s):
        through_b, result = self._through_b(grad, s), s.result
        made = -through_b.matmul(adjoint(result)) if s.left else -adjoint(result).matmul(through_b)
        first = int(s.unitriangular)
        return made.triu(first) if s.upper else made.tril(-first)

    def vjp_B(self, grad, s):
        return self._through_b(grad, s)


_solve_triangular = overload(
    "linalg_solve_triangular",
    "default",
    lambda A, B, upper, left, unitriangular: torch.linalg.solve_triangular(
        A, B, upper=upper, left=left, unitriangular=unitriangular
    ),
    "self, B, upper, left, unitriangular",
    LinalgSolveTriangularBackward0,
)


def solve_triangular(A, B, *, upper, left=True, unitriangular=False, out=None):
    """As `torch.linalg.solve_triangular`: only the triangle of A is looked at."""
    return _solve_triangular(A, B, upper, left, unitriangular)


# -- powers ------------------------------------------------------------------------------------


@composite()
def matrix_power(self, n, *, out=None):
    """The product of `n` equal matrices, or of inverses."""
    refuse(lambda A: torch.linalg.matrix_power(A, n), self)
    if n == 0:
        identity = torch.eye(self.size(-1), dtype=self.dtype, device=self.device)
        return self.clone().copy_(Tensor._wrap(identity))
    if n == -1:
        return inv(self)
    if n < 0:
        self, n = inv(self), -n
    if n == 1:
        return self.clone()
    square = self.matmul(self)
    if n <= 3:
        return square if n == 2 else square.matmul(self)
    result, power = None, self
    while n:
        if n % 2:
            result = power if result is None else result.matmul(power)
        n //= 2
        if n:
            power = power.matmul(power)
    return result
