# rule: gradients.dtype-follows-the-leaf
# source: own
# claim: to() that has to convert makes a new, computed tensor; the gradient comes back in the
#   old dtype
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.to(torch.float64)
print(y is x, y.is_leaf, y.requires_grad)
(y * 3).sum().backward()
print(x.grad, x.grad.dtype)
