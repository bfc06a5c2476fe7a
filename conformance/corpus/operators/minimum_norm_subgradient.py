# rule: operators.clamp-bounds
# source: changes
# claim: the clamp family, `fmax` and `fmin` take the subgradient of least norm at a bound or
#   tie
# changes: minimum_norm_subgradient
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.clamp(min=1.0).sum().backward()
print(x.grad)
