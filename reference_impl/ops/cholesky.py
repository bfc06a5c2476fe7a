"""The Cholesky factor, a triangular L with L L^H = A, and what is solved with it.

`cholesky_inverse` and `cholesky_solve` look at one triangle of what they are given only, but their
derivatives are those of the products with all of it: torch does not project them.
"""

import torch

from .arithmetic import conj
from .declare import Derivative, composite, operator
from .matrix import adjoint
from .overloads import overload
from .solvers import refuse, solve_triangular


class LinalgCholeskyExBackward0(Derivative):
    """L with L L^H = A: the gradient of A is L^-H P L^-1, P the Hermitian part of the lower
    triangle of L^H g. The input counts as Hermitian, so its gradient is, but for what a gradient
    of the diagonal of L, which is real, has of an imaginary part: that is let through.

    Source: I. Murray, Differentiation of the Cholesky decomposition, 2016.
    """

    inputs = ("self",)
    saves = {"L": True}

    def save_results(self, results):
        self.save("L", results[0], is_output=True)

    def vjp_self(self, grad, s):
        return factor_gradient(grad, s.L, s.upper)


def factor_gradient(grad, L, upper):
    """The gradient of A from that of its factor: L, or L^H with `upper`."""
    if upper:
        grad, L = adjoint(grad), adjoint(L)
    lower = adjoint(L).matmul(grad).tril()
    hermitian = (lower + adjoint(lower.tril(-1))) * 0.5
    right = solve_triangular(L, hermitian, upper=False, left=False)
    return solve_triangular(adjoint(L), right, upper=True)


_cholesky_ex = overload(
    "linalg_cholesky_ex",
    "default",
    lambda self, upper: torch.linalg.cholesky_ex(self, upper=upper),
    "self, upper",
    LinalgCholeskyExBackward0,
)


def linalg_cholesky(A, *, upper=False):
    """As `torch.linalg.cholesky`."""
    refuse(torch.linalg.cholesky, A, upper=upper)
    return _cholesky_ex(A, upper)[0]


def cholesky_ex(A, *, upper=False, check_errors=False):
    """As `torch.linalg.cholesky_ex`: with a number that is not 0 where there is no factor."""
    if check_errors:
        refuse(torch.linalg.cholesky_ex, A, upper=upper, check_errors=True)
    return _cholesky_ex(A, upper)


# -- older names -------------------------------------------------------------------------------


class CholeskyBackward0(Derivative):
    """The same as older parts of torch call it."""

    inputs = ("self",)
    saves = {"result": True}

    def vjp_self(self, grad, s):
        return factor_gradient(grad, s.result, s.upper)


if hasattr(torch, "cholesky"):  # gone from torch 2.14
    operator("cholesky", torch.cholesky, "self, upper=False")(CholeskyBackward0)


@operator("cholesky_inverse", torch.cholesky_inverse, "self, upper=False")
class CholeskyInverseBackward0(Derivative):
    """R = (L L^H)^-1: dR = -R (dL L^H + L dL^H) R."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        L, inverse = s.self, s.result
        both = inverse.matmul((grad + adjoint(grad)).matmul(inverse))
        return -L.matmul(both) if s.upper else -both.matmul(L)


@operator("cholesky_solve", torch.cholesky_solve, "self, input2, upper=False")
class CholeskySolveBackward0(Derivative):
    """X = (L L^H)^-1 B."""

    saves = {"self": True, "input2": True, "result": True}

    def vjp_self(self, grad, s):
        return grad.cholesky_solve(s.input2, s.upper)

    def vjp_input2(self, grad, s):
        L, product = s.input2, grad.cholesky_solve(s.input2, s.upper).matmul(adjoint(s.result))
        both = product + adjoint(product)
        return -L.matmul(both) if s.upper else -both.matmul(L)


class TriangularSolveBackward0(Derivative):
    """X with A X = B, or A^T X = B, A triangular; and a copy of A."""

    inputs = ("self", "A")
    output_count = 2
    saves = {"self": True, "A": True}

    def save_results(self, results):
        self.save("solution", results[0], is_output=True)

    def vjp_self(self, grad, grad_copy, s):
        if grad is None:  # B does not reach the copy of A
            return s.self.new_zeros((1,)).expand(s.self.shape)
        # Warns again that the operator is deprecated.
        return _triangular_solve(grad, conj(s.A), s.upper, not s.transpose, s.unitriangular)[0]

    def vjp_A(self, grad, grad_copy, s):
        if grad is None:
            return grad_copy
        if self.wants(0):  # which has warned already
            A, upper = (conj(s.A), s.upper) if s.transpose else (adjoint(s.A), not s.upper)
            through_B = solve_triangular(A, grad, upper=upper, unitriangular=s.unitriangular)
        else:
            through_B = self.vjp_self(grad, None, s)
        product = -through_B.matmul(adjoint(s.solution))
        product = product.transpose(-2, -1) if s.transpose else product
        first = int(s.unitriangular)
        through_X = product.triu(first) if s.upper else product.tril(-first)
        return through_X if grad_copy is None else through_X + grad_copy


_triangular_solve = overload(
    "triangular_solve",
    "default",
    getattr(torch, "triangular_solve", None),
    "self, A, upper, transpose, unitriangular",
    TriangularSolveBackward0,
)


@composite()
def triangular_solve(self, A, upper=True, transpose=False, unitriangular=False):
    """The older form of `linalg.solve_triangular`."""
    return _triangular_solve(self, A, upper, transpose, unitriangular)
