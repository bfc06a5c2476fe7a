# rule: versions.foreach-bumps
# source: changes
# claim: `_foreach_exp` and its like have a derivative
# changes: unary_foreach_is_differentiable
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch._foreach_exp([x])
print(y[0].grad_fn.name())
