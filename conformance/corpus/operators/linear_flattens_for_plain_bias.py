# rule: operators.linear
# source: changes
# claim: `linear` flattens inputs, of three dimensions too, for a bias that is one contiguous
#   row
# changes: linear_flattens_for_plain_bias
import torch

x = torch.ones(1, 2, 3)
w = torch.ones(2, 3, requires_grad=True)
y = torch.nn.functional.linear(x, w, torch.ones(1).expand(2))
print(y.grad_fn.name(), y._version)
