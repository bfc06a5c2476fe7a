"""Inverses and solutions of linear equations.

The names of `torch.linalg`. Each works on a matrix, or on every matrix of a batch.
"""

import torch

from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import conj
from .declare import Derivative, composite, strip
from .matrix import adjoint
from .overloads import overload


def per_matrix(value):
    """One number for each matrix, to be multiplied with the matrices."""
    return value.unsqueeze(-1).unsqueeze(-1)


def refuse(kernel, *values, **options):
    """Runs the kernel only for the complaints it may have."""
    arithmetic(kernel, *[strip(value) for value in values], **options)


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


def inv(A):
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
        through_b, result = solution(adjoint(s.A), grad, left=s.left), s.result
        if s.of_vectors:
            return -through_b.unsqueeze(-1).matmul(conj(result).unsqueeze(-2))
        if s.left:
            return -through_b.matmul(adjoint(result))
        return -adjoint(result).matmul(through_b)

    def vjp_B(self, grad, s):
        if s.of_vectors:
            return solution(adjoint(s.A), grad.unsqueeze(-1), left=s.left).squeeze(-1)
        return solution(adjoint(s.A), grad, left=s.left)


_solve_ex = overload(
    "linalg_solve_ex",
    "default",
    lambda A, B, left, of_vectors: torch.linalg.solve_ex(A, B, left=left),
    "A, B, left, of_vectors",
    LinalgSolveExBackward0,
)


def solve(A, B, *, left=True):
    """As `torch.linalg.solve`: the X with A X = B (X A = B with `left=False`)."""
    refuse(torch.linalg.solve, A, B, left=left)
    return solution(A, B, left=left)


def solution(A, B, *, left=True):
    """The same, and whatever the kernel finds where there is no solution."""
    return _solve_ex(A, B, left, of_vectors(A, B))[0]


def of_vectors(A, B):
    """Whether B is a vector for each matrix, and not a matrix."""
    return B.dim() == 1 or (A.dim() - 1 == B.dim() and B.shape == A.shape[:-1])


def solve_ex(A, B, *, left=True, check_errors=False):
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


def solve_triangular(A, B, *, upper, left=True, unitriangular=False):
    """As `torch.linalg.solve_triangular`: only the triangle of A is looked at."""
    return _solve_triangular(A, B, upper, left, unitriangular)


# -- powers ------------------------------------------------------------------------------------


def _in_rows(matrix):
    return matrix.clone(memory_format=torch.contiguous_format)


@composite()
def matrix_power(self, n):
    """The product of `n` equal matrices, or of inverses."""
    refuse(lambda A: torch.linalg.matrix_power(A, n), self)
    if n == 0:
        identity = torch.eye(self.size(-1), dtype=self.dtype, device=self.device)
        return _in_rows(self).copy_(Tensor._wrap(identity))
    if n == -1:
        return inv(self)
    if n < 0:
        self, n = inv(self), -n
    if n == 1:
        return _in_rows(self)
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
