"""Decompositions of low rank, found with a random start.

Source: N. Halko, P.-G. Martinsson and J. Tropp, Finding structure with randomness: probabilistic
algorithms for constructing approximate matrix decompositions, 2009, algorithms 4.4 and 5.1.
"""

from ..factories import FACTORIES
from .declare import composite
from .eigen import linalg_svd
from .factorizations import linalg_qr


def _difference(A, M, right):
    """(A - M) times a matrix."""
    product = A.matmul(right)
    return product if M is None else product - M.matmul(right)


def approximate_basis(A, q, niter, M):
    """Columns that span nearly what A does: A times random vectors, refined `niter` times."""
    randn = FACTORIES["randn"]
    start = randn(A.shape[-1], q, dtype=A.dtype, device=A.device)
    Q = linalg_qr(_difference(A, M, start))[0]
    for _ in range(niter):
        Q = linalg_qr(_difference(A.mH, None if M is None else M.mH, Q))[0]
        Q = linalg_qr(_difference(A, M, Q))[0]
    return Q


@composite(method=False)
def svd_lowrank(A, q=6, niter=2, M=None):
    """The `q` largest singular values of A - M, and their vectors."""
    q, niter = 6 if q is None else q, 2 if niter is None else niter
    M = None if M is None else M.broadcast_to(A.shape)
    rows, columns = A.shape[-2:]
    if rows < columns:
        A, M = A.mH, None if M is None else M.mH
    Q = approximate_basis(A, q, niter, M)
    B = Q.mH.matmul(A)
    if M is not None:
        B = B - Q.mH.matmul(M)
    U, S, Vh = linalg_svd(B, False)
    V, U = Vh.mH, Q.matmul(U)
    return (V, S, U) if rows < columns else (U, S, V)


@composite(method=False)
def pca_lowrank(A, q=None, center=True, niter=2):
    """The same of a matrix whose columns have a mean of 0, or (`center`) are given one."""
    rows, columns = A.shape[-2:]
    if q is None:
        q = min(6, rows, columns)
    elif not 0 <= q <= min(rows, columns):
        raise ValueError(
            f"q(={q}) must be non-negative integer and not greater than min(m, n)="
            f"{min(rows, columns)}"
        )
    if not niter >= 0:
        raise ValueError(f"niter(={niter}) must be non-negative integer")
    if center:
        A = A - A.mean(dim=(-2,), keepdim=True)
    return svd_lowrank(A, q, niter)
