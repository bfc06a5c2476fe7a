# rule: versions.foreach-bumps
# source: changes
# claim: `_foreach_add` and its like have a derivative; the in-place forms of all are recorded,
#   and refuse leaves that require grad
# changes: foreach_is_differentiable
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch._foreach_add([x], 1)
print(y[0].grad_fn.name())
