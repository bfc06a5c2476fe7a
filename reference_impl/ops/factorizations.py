"""A = Q R and A = P L U: the factors, and what is made of them.

Derivations for Q R: S. Walter and L. Lehmann, Algorithmic differentiation of linear algebra
functions with application in optimum experimental design, 2010, and J. Roberts and L. Roberts, QR
and LQ decomposition matrix backpropagation algorithms for square, wide, and deep matrices, 2020.
"""

import torch

from .declare import OPERATORS, Derivative, composite
from .matrix import adjoint
from .overloads import overload
from .solvers import refuse, solve_triangular

# -- Q R ---------------------------------------------------------------------------------------

QR_NEEDS_Q = (
    "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use "
    "linalg.qr(A, mode='reduced') if you are going to differentiate through linalg.qr."
)
QR_COMPLETE = "The QR decomposition is not differentiable when mode='complete' and nrows > ncols."


class LinalgQrBackward0(Derivative):
    """A = Q R. Q^H dA R^-1 = Q^H dQ + dR R^-1, a skew-Hermitian and an upper triangular matrix
    (of real diagonal): one is read off below the diagonal, the other is what remains.
    """

    inputs = ("A",)
    output_count = 2

    def save_results(self, results):
        self.save("Q", results[0], is_output=True)
        self.save("R", results[1], is_output=True)

    def vjp_A(self, grad_Q, grad_R, s):
        if s.mode == "r":
            raise RuntimeError(QR_NEEDS_Q)
        Q, R = s.Q, s.R
        rows, columns = Q.size(-2), R.size(-1)
        if s.mode == "complete" and rows > columns:
            raise RuntimeError(QR_COMPLETE)
        if rows >= columns:
            return _square(grad_Q, grad_R, Q, R)
        # A = (X | Y) = Q (U | V): X = Q U is square, and Y = Q V.
        U, V = R.narrow(-1, 0, rows), R.narrow(-1, rows, columns - rows)
        if grad_R is None:
            left = _square(grad_Q, None, Q, U)
            return OPERATORS["constant_pad_nd"](left, [0, columns - rows])
        grad_U, grad_V = grad_R.split([rows, columns - rows], -1)
        through_Y = Q.matmul(V.matmul(adjoint(grad_V)))
        grad_Q = through_Y if grad_Q is None else grad_Q + through_Y
        return OPERATORS["cat"]([_square(grad_Q, grad_U, Q, U), Q.matmul(grad_V)], -1)


def _square(grad_Q, grad_R, Q, R):
    """The gradient where R is square."""
    inner = None
    if grad_R is not None:
        inner = R.matmul(adjoint(grad_R))
    if grad_Q is not None:
        through_Q = adjoint(grad_Q).matmul(Q)
        inner = -through_Q if inner is None else inner - through_Q
    result = Q.matmul(_hermitian_from_below(inner))
    if grad_Q is not None:
        result = result + grad_Q
    return solve_triangular(adjoint(R), result, upper=False, left=False)


def _hermitian_from_below(matrix):
    """The Hermitian matrix that is the given one below the diagonal."""
    below = matrix.tril(-1)
    diagonal = matrix.diagonal(0, -2, -1)
    diagonal = diagonal.real if matrix.is_complex() else diagonal
    return below + adjoint(below) + diagonal.diag_embed()


_qr = overload(
    "linalg_qr",
    "default",
    lambda A, mode: tuple(torch.linalg.qr(A, mode)),
    "A, mode",
    LinalgQrBackward0,
)


def linalg_qr(A, mode="reduced"):
    """As `torch.linalg.qr`."""
    return torch.return_types.linalg_qr(_qr(A, mode))


def old_qr(self, some=True):
    """The older form of `linalg.qr`."""
    refuse(torch.qr, self, some)
    return torch.return_types.qr(_qr(self, "reduced" if some else "complete"))


if hasattr(torch, "qr"):  # gone from torch 2.14
    composite("qr")(old_qr)


# -- P L U -------------------------------------------------------------------------------------


def lu_gradient(grad_L, grad_U, P, L, U):
    """The gradient of A = P L U.

    L^-1 P^T dA U^-1 = L^-1 dL + dU U^-1: the part below the diagonal is L's, the rest U's. Where A
    is not square, what exceeds the square is the other factor times a triangle, and solved for.
    """
    rows, columns, k = L.size(-2), U.size(-1), L.size(-1)
    square_L, square_U = L.narrow(-2, 0, k), U.narrow(-1, 0, k)
    grad_L = L.new_zeros(L.shape) if grad_L is None else grad_L
    grad_U = U.new_zeros(U.shape) if grad_U is None else grad_U
    top_L, left_U = grad_L.narrow(-2, 0, k), grad_U.narrow(-1, 0, k)
    below = beside = None
    if rows > k:  # the lower rows: B = L_2 U
        below = _right_solve(grad_L.narrow(-2, k, rows - k), square_U)
        left_U = left_U - adjoint(L.narrow(-2, k, rows - k)).matmul(below)
    if columns > k:  # the columns to the right: C = L U_2
        beside = _left_solve(square_L, grad_U.narrow(-1, k, columns - k))
        top_L = top_L - beside.matmul(adjoint(U.narrow(-1, k, columns - k)))
    middle = adjoint(square_L).matmul(top_L).tril(-1) + left_U.matmul(adjoint(square_U)).triu()
    made = _right_solve(_left_solve(square_L, middle), square_U)
    if below is not None:
        made = OPERATORS["cat"]([made, below], -2)
    if beside is not None:
        made = OPERATORS["cat"]([made, beside], -1)
    return made if P.dim() == 1 else P.matmul(made)  # without pivots P has no elements


def _left_solve(L, matrix):
    """L^-H times the matrix."""
    return solve_triangular(adjoint(L), matrix, upper=True, unitriangular=True)


def _right_solve(matrix, U):
    """The matrix times U^-H."""
    return solve_triangular(adjoint(U), matrix, upper=False, left=False)


class LinalgLuBackward0(Derivative):
    """A lower triangle L with ones on its diagonal, an upper triangle U, and the permutation P."""

    inputs = ("A",)
    output_count = 2

    def save_results(self, results):
        L, U, P = results
        self.save("L", L, is_output=True)
        self.save("P", P)
        self.save("U", U, is_output=True)

    def vjp_A(self, grad_L, grad_U, s):
        return lu_gradient(grad_L, grad_U, s.P, s.L, s.U)


def _triangles_first(kernel):
    """The kernel, with P, which is constant, behind the two triangles."""

    def call(*args):
        P, L, U = kernel(*args)
        return L, U, P

    return call


_lu = overload(
    "linalg_lu",
    "default",
    _triangles_first(lambda A, pivot: torch.linalg.lu(A, pivot=pivot)),
    "A, pivot",
    LinalgLuBackward0,
)


def lu(A, *, pivot=True):
    """As `torch.linalg.lu`."""
    L, U, P = _lu(A, pivot)
    return torch.return_types.linalg_lu((P, L, U))


class LinalgLuFactorExBackward0(Derivative):
    """L below the diagonal and U on and above it, in one matrix; the pivots are row exchanges."""

    inputs = ("A",)
    output_count = 1

    def save_results(self, results):
        self.save("LU", results[0], is_output=True)
        self.save("pivots", results[1])

    def vjp_A(self, grad, s):
        rows, columns = s.LU.shape[-2:]
        k = min(rows, columns)
        L, U, P = _lu_unpack(s.LU, s.pivots, True, True)
        grad_L = grad.narrow(-1, 0, k).tril(-1)
        grad_U = grad.narrow(-2, 0, k).triu()
        return lu_gradient(grad_L, grad_U, P, L, U)


class LuUnpackBackward0(Derivative):
    """Takes the two triangles apart."""

    inputs = ("LU_data",)
    output_count = 2

    def vjp_LU_data(self, grad_L, grad_U, s):
        shape = self.input_shape("LU_data")
        parts = [_filled(grad_L.tril(-1), shape)] if grad_L is not None else []
        parts += [_filled(grad_U.triu(), shape)] if grad_U is not None else []
        return parts[0] if len(parts) == 1 else parts[0] + parts[1]


def _filled(matrix, shape):
    """With zeros to the right and below, up to the shape."""
    right, below = shape[-1] - matrix.size(-1), shape[-2] - matrix.size(-2)
    return OPERATORS["constant_pad_nd"](matrix, [0, right, 0, below]) if right or below else matrix


_lu_factor_ex = overload(
    "linalg_lu_factor_ex",
    "default",
    lambda A, pivot: tuple(torch.linalg.lu_factor_ex(A, pivot=pivot)),
    "A, pivot",
    LinalgLuFactorExBackward0,
)
_lu_unpack = overload(
    "lu_unpack",
    "default",
    _triangles_first(torch.lu_unpack),
    "LU_data, LU_pivots, unpack_data, unpack_pivots",
    LuUnpackBackward0,
)


def lu_factor(A, *, pivot=True):
    """As `torch.linalg.lu_factor`."""
    refuse(torch.linalg.lu_factor, A, pivot=pivot)
    return torch.return_types.linalg_lu_factor(_lu_factor_ex(A, pivot)[:2])


def lu_factor_ex(A, *, pivot=True, check_errors=False):
    """As `torch.linalg.lu_factor_ex`."""
    refuse(torch.linalg.lu_factor_ex, A, pivot=pivot, check_errors=check_errors)
    return torch.return_types.linalg_lu_factor_ex(_lu_factor_ex(A, pivot))


@composite()
def lu_unpack(LU_data, LU_pivots, unpack_data=True, unpack_pivots=True):
    """P, L and U of a factorization."""
    L, U, P = _lu_unpack(LU_data, LU_pivots, unpack_data, unpack_pivots)
    return torch.return_types.lu_unpack((P, L, U))


@composite("lu")
def old_lu(self, pivot=True, get_infos=False):
    """The older form of `linalg.lu_factor`."""
    refuse(torch._lu_with_info, self, pivot, check_errors=not get_infos)
    factors, pivots, infos = _lu_factor_ex(self, pivot)
    if not get_infos:
        return factors, pivots
    return torch.return_types._lu_with_info((factors, pivots, infos))


# -- linear equations with known factors -------------------------------------------------------


class LinalgLuSolveBackward0(Derivative):
    """The X with A X = B, or A^H X = B, or X A = B, or X A^H = B.

    The gradient of B solves the adjoint equation, that of A is minus a product with X; and with
    A = P L U, the part of (P^T gA) U^H below the diagonal is L's, that of L^H (P^T gA) on and above
    it U's.
    """

    inputs = ("LU", "B")
    saves = {"LU": True, "pivots": True, "result": True}

    def vjp_LU(self, grad, s):
        through_B, X = self.vjp_B(grad, s), s.result
        outer = through_B.matmul(adjoint(X)) if s.left else adjoint(X).matmul(through_B)
        L, U, P = _lu_unpack(s.LU, s.pivots, True, True)
        permuted = adjoint(P).matmul(adjoint(outer) if s.adjoint else outer)
        through_L = permuted.matmul(adjoint(U)).tril(-1)
        return -(through_L + adjoint(L).matmul(permuted).triu())

    def vjp_B(self, grad, s):
        return _lu_solve(s.LU, s.pivots, grad, s.left, not s.adjoint)


_lu_solve = overload(
    "linalg_lu_solve",
    "default",
    lambda LU, pivots, B, left, adjoint: torch.linalg.lu_solve(
        LU, pivots, B, left=left, adjoint=adjoint
    ),
    "LU, pivots, B, left, adjoint",
    LinalgLuSolveBackward0,
)


def lu_solve(LU, pivots, B, *, left=True, adjoint=False):
    """As `torch.linalg.lu_solve`."""
    return _lu_solve(LU, pivots, B, left, adjoint)


@composite("lu_solve")
def old_lu_solve(self, LU_data, LU_pivots):
    """The older form of `linalg.lu_solve`."""
    refuse(torch.lu_solve, self, LU_data, LU_pivots)
    return _lu_solve(LU_data, LU_pivots, self, True, False)
