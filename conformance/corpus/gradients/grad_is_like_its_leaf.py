# rule: gradients.broadcast-is-summed
# source: own
# claim: the gradient has its leaf's shape and dtype, also where the leaf was broadcast or cast
import torch

b = torch.tensor([1.0, 2.0], requires_grad=True)
h = torch.tensor([[1.0], [2.0]], dtype=torch.float64, requires_grad=True)
(b + torch.zeros(3, 2)).sum().backward()
(h.float() * b.detach()).sum().backward()
print(b.grad, b.grad.dtype)
print(h.grad, h.grad.dtype)
