"""`torch.autograd.graph`: looking at the graph and hooking into it.

Source: https://pytorch.org/docs/stable/autograd.html#autograd-graph
"""

# ruff: noqa: F401
from ..graph import Node
from ..multi_grad_hook import register_multi_grad_hook
from ..saved_tensor_hooks import disable_saved_tensors_hooks, save_on_cpu, saved_tensors_hooks
from ..tensor import Tensor
from ..views import bump_version
from .gradient_edge import GradientEdge, get_gradient_edge


def increment_version(tensor):
    """Counts a write to a tensor, or to each of several, that autograd cannot see itself."""
    for each in (tensor,) if isinstance(tensor, Tensor) else tensor:
        bump_version(each)
