# rule: modules.clipping
# source: own
# claim: a norm that is not finite scales all gradients, or is an error on request; a vector must be
#   a tensor
# since: >=2.0
import torch
import torch.nn as nn

p = torch.ones(2, requires_grad=True)
p.grad = torch.tensor([1.0, float("inf")])
nn.utils.clip_grad_norm_([p], 1.0, error_if_nonfinite=True)
print(nn.utils.clip_grad_norm_([p], 1.0), p.grad)
nn.utils.vector_to_parameters([1.0, 2.0], [p])
