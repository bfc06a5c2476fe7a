"""Products of reflections H_i = I - tau_i v_i v_i^H, the form in which `geqrf` leaves its Q.

v_i is column i below the diagonal, with 1 on it and 0 above.
"""

import torch

from ..factories import zeros_like
from .arithmetic import conj
from .declare import OPERATORS, Derivative, operator
from .matrix import adjoint
from .overloads import overload


def vectors_of(columns, count):
    """v_1, v_2, ..., each a matrix of one column."""
    unit = columns.tril(-1) + columns.new_ones(columns.shape).tril().triu()
    return [unit.narrow(-1, i, 1) for i in range(count)]


def reflected(v, tau, matrix):
    """H times the matrix."""
    return matrix - tau * v.matmul(adjoint(v).matmul(matrix))


def reflection_gradients(columns, tau, grad, start, transposed=False):
    """The gradients of `columns`, `tau` and `start` in Y = H_1 H_2 ... H_k start.

    With Y = L H_i R, W = (L^H grad) R^H is the gradient of H_i; from dH = -dtau v v^H
    - tau (dv v^H + v dv^H) follow those of tau_i, -v^H W v, and of v_i, -conj(tau) W v - tau W^H v.
    Transposed, Y = H_k^H ... H_2^H H_1^H start: the gradient of H_i^H is W, that of H_i is W^H.
    """
    count = tau.size(-1)
    vs = vectors_of(columns, count)
    taus = [tau.narrow(-1, i, 1).unsqueeze(-1) for i in range(count)]
    outward = range(count) if transposed else range(count - 1, -1, -1)
    right, partial = start, {}
    for i in outward:
        partial[i] = right
        right = reflected(vs[i], conj(taus[i]) if transposed else taus[i], right)
    left, of_v, of_tau = grad, {}, {}
    for i in reversed(outward):
        W, v, t = (left, partial[i]) if not transposed else (partial[i], left), vs[i], taus[i]
        W_v = W[0].matmul(adjoint(W[1]).matmul(v))
        W_adjoint_v = W[1].matmul(adjoint(W[0]).matmul(v))
        of_tau[i] = -adjoint(v).matmul(W_v)
        of_v[i] = -conj(t) * W_v - t * W_adjoint_v
        left = reflected(v, t if transposed else conj(t), left)
    places = range(count)
    cat = OPERATORS["cat"]
    grad_tau = cat([of_tau[i] for i in places], -2).squeeze(-1)
    grad_columns = cat([of_v[i] for i in places], -1)
    missing = columns.size(-1) - count
    if missing:
        grad_columns = OPERATORS["constant_pad_nd"](grad_columns, [0, missing])
    return grad_columns.tril(-1), grad_tau, left


class LinalgHouseholderProductBackward0(Derivative):
    """The first columns of H_1 H_2 ... H_k.

    torch finds R_i by undoing H_i, with a division by tau |v|^2 - 1: it is NaN where that is 0,
    which no `geqrf` leaves, and loses some digits nearby.
    """

    inputs = ("input", "tau")
    is_one_kernel = True
    saves = {"input": True, "tau": True, "result": True}

    def _gradients(self, grad, s):
        if s.tau.numel() == 0:
            return None, None
        ones = s.input.new_ones(s.input.shape)
        made = reflection_gradients(s.input, s.tau, grad, ones.tril().triu())
        return zeros_like(s.input) + made[0], made[1]  # laid out as the input is

    def vjp_input(self, grad, s):
        return self._gradients(grad, s)[0]

    def vjp_tau(self, grad, s):
        return self._gradients(grad, s)[1]


_householder_product = overload(
    "linalg_householder_product",
    "default",
    torch.linalg.householder_product,
    "input, tau",
    LinalgHouseholderProductBackward0,
)


def householder_product(input, tau, *, out=None):
    """As `torch.linalg.householder_product`."""
    return _householder_product(input, tau, out=out)


OPERATORS["orgqr"] = householder_product


@operator("ormqr", torch.ormqr, "self, input2, input3, left=True, transpose=False")
class OrmqrBackward0(Derivative):
    """Q C, Q^H C, C Q or C Q^H with Q = H_1 H_2 ... H_k; the last two are adjoint to the first."""

    saves = {"self": True, "input2": True, "input3": True, "result": True}

    def _gradients(self, grad, s):
        if 0 in (s.input2.numel(), s.input3.numel()):
            return None, None
        if s.left:
            return reflection_gradients(s.self, s.input2, grad, s.input3, s.transpose)
        made = reflection_gradients(
            s.self, s.input2, adjoint(grad), adjoint(s.input3), not s.transpose
        )
        return (*made[:2], adjoint(made[2]))

    def vjp_self(self, grad, s):
        return self._gradients(grad, s)[0]

    def vjp_input2(self, grad, s):
        return self._gradients(grad, s)[1]

    def vjp_input3(self, grad, s):
        return OPERATORS["ormqr"](s.self, s.input2, grad, s.left, not s.transpose)
