"""`torch.autograd.graph`: looking at the graph and hooking into it.

Source: https://pytorch.org/docs/stable/autograd.html#autograd-graph
"""

# ruff: noqa: F401
from collections.abc import Iterable

from .. import semantics
from ..grad_mode import mode
from ..graph import Node
from ..hooks import RemovableHandle
from ..multi_grad_hook import register_multi_grad_hook
from ..saved_copies import allow_mutation_on_saved_tensors
from ..saved_tensor_hooks import disable_saved_tensors_hooks, save_on_cpu, saved_tensors_hooks
from ..tensor import Tensor
from ..views import INFERENCE_WRITE
from .gradient_edge import GradientEdge, get_gradient_edge


def increment_version(tensor):
    """Counts a write to a tensor, or to each of several, that autograd cannot see itself."""
    takes_several = semantics.current().increment_version_takes_several
    if not takes_several and not isinstance(tensor, Tensor):
        raise RuntimeError("increment_version expect a Tensor as input")
    if not isinstance(tensor, Iterable):
        raise RuntimeError("increment_version expect a Iterable[Tensor] as input")
    for each in (tensor,) if isinstance(tensor, Tensor) else tensor:
        if not isinstance(each, Tensor):
            raise RuntimeError(
                "increment_version expects each element of the iterable to be a tensor"
            )
        if each._versioned:
            # rule: versions.increment-version
            each._counter.bump()
        elif not takes_several and not mode.inference:
            raise RuntimeError(INFERENCE_WRITE)
