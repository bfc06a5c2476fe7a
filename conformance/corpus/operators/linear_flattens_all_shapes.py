# rule: operators.linear
# source: changes
# claim: `linear` with a bias flattens inputs of all dimensions, not of three only
# changes: linear_flattens_all_shapes
import torch

x = torch.ones(1, 2, 2, 3)
w = torch.ones(2, 3, requires_grad=True)
y = torch.nn.functional.linear(x, w, torch.ones(2))
print(y.grad_fn.name(), y._version)
