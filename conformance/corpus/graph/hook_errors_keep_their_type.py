# rule: graph.saved-tensor-hooks-that-fail
# source: changes
# claim: what a saved-tensor hook raises arrives as it is, not as a RuntimeError that quotes it
# changes: hook_errors_keep_their_type
import torch
from torch.autograd.graph import saved_tensors_hooks


def refuse(value):
    raise ValueError("not this one")


def keep(value):
    return value


x = torch.tensor([1.0, 2.0], requires_grad=True)
with saved_tensors_hooks(refuse, keep):
    y = x.exp()
with saved_tensors_hooks(keep, refuse):
    y = x.exp()
y.sum().backward()
