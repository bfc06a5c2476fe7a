"""Products of matrices and vectors that torch computes in one operation, each with one node.

For c = a b with gradient g: the gradient of a is g b^H, that of b is a^H g. Those that add a matrix
to the product (`addmm` and its kin) scale both by numbers, `beta` and `alpha`.
"""

import torch

from .arithmetic import conj, scaled
from .declare import Derivative, composite, operator


def adjoint(matrix):
    """The conjugate of the transpose of the last two dimensions."""
    return conj(matrix.transpose(-2, -1))


def gradient_of_left(grad, left, right):
    """g b^H, laid out in memory as `left` is."""
    if _by_columns(left):
        return conj(right).mm(grad.t()).t()
    return grad.mm(conj(right.t()))


def gradient_of_right(grad, left, right):
    """a^H g, laid out in memory as `right` is."""
    if _by_columns(right):
        return grad.t().mm(conj(left)).t()
    return conj(left.t()).mm(grad)


def _by_columns(geometry):
    size, stride = geometry
    return stride[0] == 1 and stride[1] == size[0]


class _MatrixProduct(Derivative):
    """Remembers the layout of both factors, which their gradients take over."""

    __slots__ = ()
    left, right = "self", "mat2"

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        if node.saved is None:
            node.saved = {}
        for name in (cls.left, cls.right):
            factor = values[name]
            node.saved[name + "_geometry"] = (tuple(factor._size), tuple(factor._stride))
        return node


@operator("mm", torch.mm, "self, mat2")
class MmBackward0(_MatrixProduct):
    saves = {"self": "mat2", "mat2": "self"}

    def vjp_self(self, grad, s):
        return gradient_of_left(grad, s.self_geometry, s.mat2)

    def vjp_mat2(self, grad, s):
        return gradient_of_right(grad, s.self, s.mat2_geometry)


@operator("bmm", torch.bmm, "self, mat2")
class BmmBackward0(Derivative):
    """A batch of matrix products."""

    saves = {"self": "mat2", "mat2": "self"}

    def vjp_self(self, grad, s):
        return grad.bmm(adjoint(s.mat2))

    def vjp_mat2(self, grad, s):
        return adjoint(s.self).bmm(grad)


@operator("mv", torch.mv, "self, vec")
class MvBackward0(Derivative):
    """A matrix times a vector."""

    saves = {"self": "vec", "vec": "self"}

    def vjp_self(self, grad, s):
        return grad.outer(conj(s.vec))

    def vjp_vec(self, grad, s):
        return conj(s.self.t()).mv(grad)


@operator("dot", torch.dot, "self, tensor")
class DotBackward0(Derivative):
    """sum x_i y_i."""

    saves = {"self": "tensor", "tensor": "self"}

    def vjp_self(self, grad, s):
        return grad * conj(s.tensor)

    def vjp_tensor(self, grad, s):
        return grad * conj(s.self)


@operator("vdot", torch.vdot, "self, other")
class VdotBackward0(Derivative):
    """sum conj(x_i) y_i."""

    saves = {"self": "other", "other": "self"}

    def vjp_self(self, grad, s):
        return conj(grad) * s.other

    def vjp_other(self, grad, s):
        return grad * s.self


@composite()
def outer(self, vec2):
    """All products x_i y_j."""
    if self.dim() != 1:
        raise RuntimeError(f"outer: Expected 1-D argument self, but got {self.dim()}-D")
    if vec2.dim() != 1:
        raise RuntimeError(f"outer: Expected 1-D argument vec2, but got {vec2.dim()}-D")
    return self.reshape((self.size(0), 1)) * vec2


composite("ger")(outer)


# -- a product added to something --------------------------------------------------------------


@operator("addmm", torch.addmm, "self, mat1, mat2, beta=1, alpha=1", in_place=True)
class AddmmBackward0(_MatrixProduct):
    """beta * self + alpha * (mat1 @ mat2)."""

    saves = {"mat1": "mat2", "mat2": "mat1"}
    left, right = "mat1", "mat2"

    def vjp_self(self, grad, s):
        return scaled(grad, conj(s.beta))

    def vjp_mat1(self, grad, s):
        return scaled(gradient_of_left(grad, s.mat1_geometry, s.mat2), conj(s.alpha))

    def vjp_mat2(self, grad, s):
        return scaled(gradient_of_right(grad, s.mat1, s.mat2_geometry), conj(s.alpha))


@operator("addmv", torch.addmv, "self, mat, vec, beta=1, alpha=1", in_place=True)
class AddmvBackward0(Derivative):
    """beta * self + alpha * (mat @ vec)."""

    saves = {"mat": "vec", "vec": "mat"}

    def vjp_self(self, grad, s):
        return scaled(grad, conj(s.beta))

    def vjp_mat(self, grad, s):
        return scaled(grad.outer(conj(s.vec)), conj(s.alpha))

    def vjp_vec(self, grad, s):
        return scaled(conj(s.mat.t()).mv(grad), conj(s.alpha))


@operator("addr", torch.addr, "self, vec1, vec2, beta=1, alpha=1", in_place=True)
class AddrBackward0(Derivative):
    """beta * self + alpha * (vec1 outer vec2)."""

    saves = {"vec1": "vec2", "vec2": "vec1"}

    def vjp_self(self, grad, s):
        return scaled(grad, conj(s.beta))

    def vjp_vec1(self, grad, s):
        return scaled(grad.mv(conj(s.vec2)), conj(s.alpha))

    def vjp_vec2(self, grad, s):
        return scaled(grad.t().mv(conj(s.vec1)), conj(s.alpha))


@operator("baddbmm", torch.baddbmm, "self, batch1, batch2, beta=1, alpha=1", in_place=True)
class BaddbmmBackward0(Derivative):
    """beta * self + alpha * (batch1 @ batch2), a batch of matrices."""

    saves = {"batch1": "batch2", "batch2": "batch1"}

    def vjp_self(self, grad, s):
        return scaled(grad, conj(s.beta))

    def vjp_batch1(self, grad, s):
        return scaled(grad.bmm(adjoint(s.batch2)), conj(s.alpha))

    def vjp_batch2(self, grad, s):
        return scaled(adjoint(s.batch1).bmm(grad), conj(s.alpha))


@operator("addbmm", torch.addbmm, "self, batch1, batch2, beta=1, alpha=1", in_place=True)
class AddbmmBackward0(Derivative):
    """beta * self + alpha * the sum of batch1 @ batch2 over the batch."""

    saves = {"batch1": "batch2", "batch2": "batch1"}

    def _of_each(self, grad):
        count = self.input_shape("batch1")[0] if self.next_functions[1][0] else None
        count = self.input_shape("batch2")[0] if count is None else count
        return grad.unsqueeze(0).expand((count, *grad.shape))

    def vjp_self(self, grad, s):
        return scaled(grad, conj(s.beta))

    def vjp_batch1(self, grad, s):
        return scaled(self._of_each(grad).bmm(adjoint(s.batch2)), conj(s.alpha))

    def vjp_batch2(self, grad, s):
        return scaled(adjoint(s.batch1).bmm(self._of_each(grad)), conj(s.alpha))
