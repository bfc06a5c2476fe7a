"""The pseudoinverse, and solutions of equations that have none or many.

Derivation: G. Golub and V. Pereyra, The differentiation of pseudo-inverses and nonlinear least
squares problems whose variables separate, 1973. For a matrix A of constant rank, with P its
pseudoinverse, dP = -P dA P + P P^H dA^H (I - A P) + (I - P A) dA^H P^H P.
"""

import torch

from .. import semantics
from ..tensor import Tensor
from .declare import Derivative, composite
from .matrix import adjoint
from .overloads import overload


def pinv_gradient(grad, A, P):
    """The gradient of A from that of its pseudoinverse."""
    P_adjoint, grad_adjoint = adjoint(P), adjoint(grad)
    inverse = adjoint(P.matmul(grad_adjoint.matmul(P)))
    # grad^H P P^H and P^H P grad^H, without what A P, and P A, leave as it is.
    left = grad_adjoint.matmul(P.matmul(P_adjoint))
    right = P_adjoint.matmul(P.matmul(grad_adjoint))
    return -inverse + left - A.matmul(P.matmul(left)) + right - right.matmul(P.matmul(A))


class LinalgPinvBackward0(Derivative):
    """Where the rank changes with A there is no derivative; it is taken as constant."""

    inputs = ("self",)
    constants = ("atol", "rtol")
    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return pinv_gradient(grad, s.self, s.result)


_pinv = overload(
    "linalg_pinv",
    "default",
    lambda self, atol, rtol, hermitian: torch.linalg.pinv(
        self, atol=atol, rtol=rtol, hermitian=hermitian
    ),
    "self, atol, rtol, hermitian",
    LinalgPinvBackward0,
)


def pinv(A, rcond=None, *, atol=None, rtol=None, hermitian=False):
    """As `torch.linalg.pinv`: singular values below a threshold count as 0."""
    rtol = rcond if rcond is not None else rtol
    return _pinv(A, atol, rtol, hermitian)


@composite()
def pinverse(self, rcond=1e-15):
    """The older name of `linalg.pinv`."""
    return _pinv(self, None, rcond, False)


class LinalgLstsqBackward0(Derivative):
    """X = P B makes |A X - B|^2 smallest; the gradient of A goes through P. Of the residuals, one
    for each column of r = A X - B, the gradients are 2 r X^H and -2 r: X is where they are least.
    """

    inputs = ("self", "b")
    output_count = 2
    saves = {"self": True, "b": True}

    def save_results(self, results):
        self.save("solution", results[0], is_output=True)

    def vjp_self(self, grad, grad_residuals, s):
        B, result = _as_columns(s.b, s), None
        if grad is not None:
            P = pinv(s.self)
            result = pinv_gradient(_as_columns(grad, s).matmul(adjoint(B)), s.self, P)
        if grad_residuals is not None and grad_residuals.numel():
            X = _as_columns(s.solution, s)
            weighted = 2 * self._residuals(X, B, s) * grad_residuals.unsqueeze(-2)
            through_residuals = weighted.matmul(adjoint(X))
            result = through_residuals if result is None else result + through_residuals
        return result

    def vjp_b(self, grad, grad_residuals, s):
        result = None
        if grad is not None:
            result = adjoint(pinv(s.self)).matmul(_as_columns(grad, s))
        if grad_residuals is not None and grad_residuals.numel():
            X, B = _as_columns(s.solution, s), _as_columns(s.b, s)
            weighted = -2 * self._residuals(X, B, s) * grad_residuals.unsqueeze(-2)
            result = weighted if result is None else result + weighted
        return result.squeeze(-1) if s.of_vectors and result is not None else result

    def _residuals(self, X, B, s):
        return s.self.matmul(X) - B


def _as_columns(value, s):
    return value.unsqueeze(-1) if s.of_vectors else value


_lstsq = overload(
    "linalg_lstsq",
    "default",
    lambda self, b, rcond, driver, of_vectors: tuple(
        torch.linalg.lstsq(self, b, rcond, driver=driver)
    ),
    "self, b, rcond, driver, of_vectors",
    LinalgLstsqBackward0,
)


def lstsq(A, B, rcond=None, *, driver=None):
    """As `torch.linalg.lstsq`."""
    of_vectors = A.dim() - 1 == B.dim() and B.shape == A.shape[:-1]
    solution, residuals, *rest = _lstsq(A, B, rcond, driver, of_vectors)
    if not semantics.current().residuals_are_differentiable:
        residuals = Tensor._wrap(residuals.raw)
    return torch.return_types.linalg_lstsq((solution, residuals, *rest))
