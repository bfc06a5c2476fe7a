# rule: operators.view-copies
# source: changes
# claim: `narrow_copy` has a derivative
# changes: narrow_copy_is_differentiable
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.narrow_copy(x, 0, 0, 1)
print(y.grad_fn.name())
