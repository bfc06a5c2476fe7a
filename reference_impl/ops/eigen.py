"""Eigenvalues and singular values, with their vectors.

Vectors are defined up to a factor (a sign; of complex matrices a phase), so only what does not
depend on that factor has a derivative: for complex vectors it is checked, and refused. Values that
coincide leave a division by zero, as their vectors are any of a whole space.

Derivations: M. Giles, An extended collection of matrix derivative results for forward and reverse
mode algorithmic differentiation, sections 3.1 and 3.2; for the phase, what is said below.
"""

import torch

from .. import hazards
from ..grad_mode import mode
from ..storage import arithmetic
from ..tensor import Tensor
from .declare import OPERATORS, Derivative, composite
from .matrix import adjoint
from .overloads import overload
from .solvers import refuse, solve


def diagonal_of(matrix):
    return matrix.diagonal(0, -2, -1)


def gaps(values):
    """The matrix of differences v_j - v_i; 1 on the diagonal, where nothing is to be divided."""
    ones = arithmetic(torch.eye, values.size(-1), dtype=values.dtype, device=values.device)
    return values.unsqueeze(-2) - values.unsqueeze(-1) + Tensor._wrap(ones)


def is_recorded(A):
    return mode.grad and A.requires_grad


def skew(matrix):
    """Twice the skew-Hermitian part."""
    return matrix - adjoint(matrix)


def refuse_phase(parts, message):
    """Raises unless the imaginary parts cancel: the loss must not change with the phase."""
    total = parts[0].raw if len(parts) == 1 else parts[0].raw + parts[1].raw
    first = parts[0].raw.imag
    if not torch.allclose(first, first - total.imag, rtol=1e-2, atol=1e-2):
        raise RuntimeError(message)


# -- singular values ---------------------------------------------------------------------------

SVD_PHASE = (
    "svd_backward: The singular vectors in the complex case are specified up to multiplication by "
    "e^{i phi}. The specified loss function depends on this phase term, making it ill-defined."
)


class LinalgSvdBackward0(Derivative):
    """A = U S V^H. With P = U^H dA V: dS is the real diagonal of P, and off the diagonal
    dU = U K, dV = V J with K_ij = (P_ij s_j + s_i conj(P_ji)) / (s_j^2 - s_i^2), and J_ij likewise
    with s_i P_ij + conj(P_ji) s_j. What lies outside of the spaces of U and V goes through 1 / s.
    """

    inputs = ("A",)
    output_count = 3

    def save_results(self, results):
        U, S, Vh = results
        self.save("S", S, is_output=True)
        self.save("U", U, is_output=True)
        self.save("Vh", Vh, is_output=True)

    def vjp_A(self, grad_U, grad_S, grad_Vh, s):
        U, S, Vh = s.U, s.S, s.Vh
        rows, columns, k = U.size(-2), Vh.size(-1), S.size(-1)
        if s.full_matrices:  # vectors beyond the k of the thin form count as constant
            U, Vh = U.narrow(-1, 0, k), Vh.narrow(-2, 0, k)
            grad_U = None if grad_U is None else grad_U.narrow(-1, 0, k)
            grad_Vh = None if grad_Vh is None else grad_Vh.narrow(-2, 0, k)
        if grad_U is None and grad_Vh is None:
            return (U * grad_S.unsqueeze(-2)).matmul(Vh)
        through_U = None if grad_U is None else skew(adjoint(U).matmul(grad_U))
        through_V = None if grad_Vh is None else skew(Vh.matmul(adjoint(grad_Vh)))
        if U.is_complex():
            known = [diagonal_of(t) for t in (through_U, through_V) if t is not None]
            refuse_phase(known, SVD_PHASE)
        middle = _through_vectors(through_U, through_V, S)
        if grad_S is not None:
            middle = middle + grad_S.diag_embed()
        if U.is_complex() and through_U is not None and through_V is not None:
            # U and V turned against each other by a phase: the imaginary diagonal of P.
            middle = middle + (diagonal_of(through_U) / (2 * S)).diag_embed()
        result = U.matmul(middle)
        if rows > k and grad_U is not None:
            outside = grad_U / S.unsqueeze(-2)
            result = result + outside - U.matmul(adjoint(U).matmul(outside))
        result = result.matmul(Vh)
        if columns > k and grad_Vh is not None:
            outside = grad_Vh / S.unsqueeze(-1)
            result = result + U.matmul(outside - outside.matmul(adjoint(Vh)).matmul(Vh))
        return result


def _through_vectors(through_U, through_V, S):
    """The gradient of P: what of it comes from the vectors."""
    differences = gaps(S * S)
    by_column, by_row = S.unsqueeze(-2), S.unsqueeze(-1)
    if through_V is None:
        return through_U / differences * by_column
    if through_U is None:
        return by_row * (through_V / differences)
    return (through_U * by_column + by_row * through_V) / differences


_svd = overload(
    "_linalg_svd",
    "default",
    lambda A, full_matrices, compute_uv, driver=None: tuple(
        torch._linalg_svd(A, full_matrices, compute_uv, driver=driver)
    ),
    "A, full_matrices, compute_uv, driver=None",
    LinalgSvdBackward0,
)


def linalg_svd(A, full_matrices=True, *, driver=None):
    """As `torch.linalg.svd`."""
    refuse(torch.linalg.svd, A, full_matrices, driver=driver)
    return torch.return_types.linalg_svd(_svd(A, full_matrices, True, driver))


def svdvals(A, *, driver=None):
    """As `torch.linalg.svdvals`. The vectors are computed where the derivative needs them."""
    refuse(torch.linalg.svdvals, A, driver=driver)
    return _svd(A, False, is_recorded(A), driver)[1]


OPERATORS["linalg_svdvals"] = svdvals


@composite()
def svd(self, some=True, compute_uv=True):
    """The older form of `linalg.svd`: V rather than its adjoint."""
    refuse(torch.svd, self, some, compute_uv)
    if compute_uv:
        U, S, Vh = linalg_svd(self, not some)
    else:
        rows, columns = self.shape[-2:]
        U = self.new_empty((*self.shape[:-2], rows, rows)).zero_()
        Vh = self.new_empty((*self.shape[:-2], columns, columns)).zero_()
        S = svdvals(self)
    return torch.return_types.svd((U, S, Vh.mH))


# -- Hermitian matrices ------------------------------------------------------------------------

EIGEN_PHASE = (
    "linalg_{}_backward: The eigenvectors in the complex case are specified up to multiplication "
    "by e^{{i phi}}. The specified loss function depends on this quantity, so it is ill-defined."
)


class _Eigen(Derivative):
    """Keeps values and vectors."""

    __slots__ = ()
    inputs = ("A",)
    output_count = 2

    def save_results(self, results):
        self.save("eigenvalues", results[0], is_output=True)
        self.save("eigenvectors", results[1], is_output=True)


class LinalgEighBackward0(_Eigen):
    """A V = V L, V unitary. With P = V^H dA V: dL is its diagonal, and dV = V K with
    K_ij = P_ij / (l_j - l_i). The input counts as Hermitian, so its gradient is: K is skew.
    """

    def vjp_A(self, grad_L, grad_V, s):
        L, V = s.eigenvalues, s.eigenvectors
        if grad_V is None:
            return (V * grad_L.unsqueeze(-2)).matmul(adjoint(V))
        through_V = adjoint(V).matmul(grad_V)
        if V.is_complex():
            refuse_phase([diagonal_of(through_V)], EIGEN_PHASE.format("eigh"))
        middle = without_diagonal(skew(through_V) / (2 * gaps(L)))
        if grad_L is not None:
            middle = middle + grad_L.diag_embed()
        return V.matmul(middle).matmul(adjoint(V))


def without_diagonal(matrix):
    return matrix.tril(-1) + matrix.triu(1)


_eigh = overload(
    "_linalg_eigh",
    "default",
    lambda A, UPLO, compute_v: tuple(torch._linalg_eigh(A, UPLO, compute_v)),
    "A, UPLO, compute_v",
    LinalgEighBackward0,
)


def eigh(A, UPLO="L"):
    """As `torch.linalg.eigh`."""
    refuse(torch.linalg.eigh, A, UPLO)
    return torch.return_types.linalg_eigh(_eigh(A, UPLO, True))


def eigvalsh(A, UPLO="L"):
    """As `torch.linalg.eigvalsh`."""
    refuse(torch.linalg.eigvalsh, A, UPLO)
    return _eigh(A, UPLO, is_recorded(A))[0]


# -- any square matrix -------------------------------------------------------------------------


class LinalgEigBackward0(_Eigen):
    """A V = V L, with columns of length 1. With P = V^-1 dA V: dL is its diagonal, and dV = V K
    with K_ij = P_ij / (l_j - l_i) off the diagonal. A column keeps its length if
    Re (V^H V K)_ii = 0, which makes K_ii = -Re sum_(j != i) (V^H V)_ij K_ji.
    """

    def vjp_A(self, grad_L, grad_V, s):
        L, V = s.eigenvalues, s.eigenvectors
        if grad_V is None:
            return solve(adjoint(V), grad_L.unsqueeze(-1) * adjoint(V))
        through_V = adjoint(V).matmul(grad_V)
        along = diagonal_of(through_V)
        refuse_phase([along], EIGEN_PHASE.format("eig"))
        lengths = adjoint(V).matmul(V) * along.real.unsqueeze(-2)
        middle = without_diagonal((through_V - lengths) / OPERATORS["conj"](gaps(L)))
        if grad_L is not None:
            middle = middle + grad_L.diag_embed()
        return solve(adjoint(V), middle.matmul(adjoint(V)))


_eig = overload(
    "linalg_eig", "default", lambda A: tuple(torch.linalg.eig(A)), "A", LinalgEigBackward0
)


def eig(A):
    """As `torch.linalg.eig`."""
    return torch.return_types.linalg_eig(_eig(A))


def eigvals(A):
    """As `torch.linalg.eigvals`. The vectors are computed where the derivative needs them."""
    if is_recorded(A):
        return _eig(A)[0]
    if hazards.eigenvalues_of(A.raw):
        dtype = torch.promote_types(A.raw.dtype, torch.complex64)
        return Tensor._wrap(A.raw.new_full(A.raw.shape[:-1], torch.nan, dtype=dtype))
    return Tensor._wrap(arithmetic(torch.linalg.eigvals, A.raw))
