"""Functions of `torch.nn.functional` that are there as functions of `torch`, too."""

import torch

from ..ops.argument_errors import with_torch_errors
from ..ops.declare import FUNCTIONS
from . import functional

_SAME = """
    adaptive_avg_pool1d avg_pool1d bilinear cosine_similarity max_pool1d max_pool2d max_pool3d
    pairwise_distance rms_norm
"""


def _layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05, cudnn_enable=True):
    return functional.layer_norm(input, normalized_shape, weight, bias, eps)


def _group_norm(input, num_groups, weight=None, bias=None, eps=1e-05, cudnn_enabled=True):
    return functional.group_norm(input, num_groups, weight, bias, eps)


def _embedding(weight, indices, padding_idx=-1, scale_grad_by_freq=False, sparse=False):
    padding_idx = None if padding_idx == -1 else padding_idx
    return functional.embedding(indices, weight, padding_idx, None, 2.0, scale_grad_by_freq, sparse)


_FUNCTIONS = {name: getattr(functional, name) for name in _SAME.split()}
_FUNCTIONS.update(layer_norm=_layer_norm, group_norm=_group_norm, embedding=_embedding)
for _name, _function in _FUNCTIONS.items():
    FUNCTIONS[_name] = with_torch_errors(torch, _name, _function)
