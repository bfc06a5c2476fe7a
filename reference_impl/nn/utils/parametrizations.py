"""Ready parametrizations: weights normalized, or of spectral norm 1.

Source: https://pytorch.org/docs/stable/generated/torch.nn.utils.parametrizations.weight_norm.html
"""

from ...grad_mode import no_grad
from ...ops.weight_norm import norm_except_dim
from ...ops.weight_norm import weight_norm as normalized
from ...tensor import Tensor
from .. import functional
from ..convolution import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from ..module import Module
from .parametrize import register_parametrization

__all__ = ["spectral_norm", "weight_norm"]


def _tensor_of(module, name):
    found = getattr(module, name, None)
    if not isinstance(found, Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    return found


class _WeightNorm(Module):
    """Lengths and directions are trained; the weight is computed of them."""

    __module__ = "torch.nn.utils.parametrizations"

    def __init__(self, dim=0):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g, weight_v):
        # rule: modules.weight-norm
        return normalized(weight_v, weight_g, self.dim)

    def right_inverse(self, weight):
        return norm_except_dim(weight, self.dim), weight


def weight_norm(module, name="weight", dim=0):
    """The weight as length times direction, each a parameter of its own."""
    register_parametrization(module, name, _WeightNorm(dim), unsafe=True)

    def rename(state, prefix, *others):
        """A state that the older `nn.utils.weight_norm` has written."""
        older = [f"{prefix}{name}{end}" for end in ("_g", "_v")]
        if all(key in state for key in older):
            for place, key in enumerate(older):
                state[f"{prefix}parametrizations.{name}.original{place}"] = state.pop(key)

    module._register_load_state_dict_pre_hook(rename)
    return module


class _SpectralNorm(Module):
    """The weight divided by its largest singular value, which power iteration estimates."""

    __module__ = "torch.nn.utils.parametrizations"

    def __init__(self, weight, n_power_iterations=1, dim=0, eps=1e-12):
        super().__init__()
        count = weight.dim()
        if not -count <= dim < count:
            raise IndexError(
                "Dimension out of range (expected to be in range of "
                f"[-{count}, {count - 1}] but got {dim})"
            )
        if n_power_iterations <= 0:
            raise ValueError(
                "Expected n_power_iterations to be positive, but got "
                f"n_power_iterations={n_power_iterations}"
            )
        self.dim, self.eps = dim % count, eps
        if count == 1:
            return
        self.n_power_iterations = n_power_iterations
        matrix = self._as_matrix(weight)
        for name, length in zip(("_u", "_v"), matrix.size(), strict=True):
            drawn = matrix.new_empty(length).normal_(0, 1)
            self.register_buffer(name, functional.normalize(drawn, dim=0, eps=eps))
        self._iterate(matrix, 15)

    def _as_matrix(self, weight):
        if self.dim != 0:
            others = [each for each in range(weight.dim()) if each != self.dim]
            weight = weight.permute(self.dim, *others)
        return weight.flatten(1)

    @no_grad()
    def _iterate(self, matrix, times):
        for _ in range(times):
            u = matrix.mv(self._v)
            self._u = functional.normalize(u, dim=0, eps=self.eps, out=self._u)
            v = matrix.mH.mv(self._u)
            self._v = functional.normalize(v, dim=0, eps=self.eps, out=self._v)

    def forward(self, weight):
        if weight.dim() == 1:
            return functional.normalize(weight, dim=0, eps=self.eps)
        matrix = self._as_matrix(weight)
        if self.training:
            self._iterate(matrix, self.n_power_iterations)
        # Copies: the next reading writes to the buffers, and these are saved for backward.
        u, v = self._u.clone(), self._v.clone()
        # rule: modules.spectral-norm
        return weight / u.vdot(matrix.mv(v))

    def right_inverse(self, value):
        return value


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """The weight with a largest singular value of 1; each reading in training is an iteration."""
    weight = _tensor_of(module, name)
    if dim is None:
        transposed = isinstance(module, (ConvTranspose1d, ConvTranspose2d, ConvTranspose3d))
        dim = 1 if transposed else 0
    return register_parametrization(
        module, name, _SpectralNorm(weight, n_power_iterations, dim, eps)
    )
