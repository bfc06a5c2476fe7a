# rule: operators.reshape
# source: changes
# claim: `reshape` of contiguous memory is `View`
# changes: reshape_is_a_view
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.reshape(2, 1)
print(y.grad_fn.name())
