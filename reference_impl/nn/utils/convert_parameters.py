"""Parameters as one vector, and back.

Source: https://pytorch.org/docs/stable/generated/torch.nn.utils.parameters_to_vector.html
"""

from ...ops.declare import OPERATORS
from ...tensor import Tensor
from ..typename import typename


def parameters_to_vector(parameters):
    """All parameters flattened, one after another; differentiable."""
    return OPERATORS["cat"]([param.view(-1) for param in parameters])


def vector_to_parameters(vec, parameters):
    """Makes each parameter look at its part of `vec`, through `.data`."""
    if not isinstance(vec, Tensor):
        raise TypeError(f"expected torch.Tensor, but got: {typename(vec)}")
    start = 0
    for param in parameters:
        end = start + param.numel()
        param.data = vec[start:end].view_as(param).data
        start = end
