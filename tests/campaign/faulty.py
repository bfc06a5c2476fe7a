"""A subject with a fault: the gradient of `sigmoid()`, the method, is twice what it should be."""

import torch


def _sigmoid(self):
    result = torch.sigmoid(self)
    if result.requires_grad:
        result.register_hook(lambda grad: 2 * grad)
    return result


torch.Tensor.sigmoid = _sigmoid


def __getattr__(name):
    return getattr(torch, name)
