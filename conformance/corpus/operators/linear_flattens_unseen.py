# rule: operators.linear
# source: changes
# claim: `linear` on other than two dimensions gives no view: `UnsafeView` in place of `View`
# changes: linear_flattens_unseen
import torch

x = torch.ones(1, 2, 3)
w = torch.ones(2, 3, requires_grad=True)
y = torch.nn.functional.linear(x, w, torch.ones(2))
print(y._is_view(), y.grad_fn.name())
