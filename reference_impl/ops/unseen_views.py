"""Kernels that end with a view of memory of their own.

Nobody sees that view, but of the work on inference tensors outside of their mode: the kernel is run
with nothing above it, and what it does last is noted as any view is (`recording.works_unseen`). The
result then has a base that nobody else holds, and refuses what a view refuses.
"""

from .. import semantics
from ..tensor import Tensor
from ..views import track_view

ALL, NONE = (0,), ()


_now = semantics.current


def _if(condition):
    return ALL if condition else NONE


# By operator: which of its results are views, given its arguments.
_VIEWS = {
    "stack": lambda v: _if(v["dim"] not in (-1, v["tensors"][0].dim())),
    "repeat": lambda v: _if(_now().repeat_ends_with_a_view and 0 not in v["repeats"]),
    "roll": lambda v: _if(v["dims"] in ((), [])),
    "embedding": lambda v: _if(v["indices"].dim() != 1),
    "convolution": lambda v: _if(v["input"].dim() == 3 and v["bias"] is not None),
    "matrix_exp": lambda v: _if(v["self"].numel() and v["self"].shape[-1] > 1),
    "native_layer_norm": lambda v: (1, 2),
    "select_scatter": lambda v: _if(_now().windows_are_overwritten_as_views),
    "diagonal_scatter": lambda v: _if(_now().windows_are_overwritten_as_views),
    "as_strided_scatter": lambda v: _if(_now().windows_are_overwritten_as_views),
    "_scaled_dot_product_flash_attention_for_cpu": lambda v: ALL,
}


def mark_as_unseen(operator, values, results):
    """Marks results of work on inference tensors, and gives those that are views their base."""
    views = _VIEWS.get(operator, lambda v: NONE)(values)
    for place, result in enumerate(results):
        if not isinstance(result, Tensor):
            continue
        result.mark_as_unseen()
        if place in views:
            # rule: modes.inference-tensors-alone-are-not-recorded
            base = result.alias_without_history()
            base.mark_as_unseen()
            track_view(base, result)
