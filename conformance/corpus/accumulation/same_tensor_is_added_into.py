# rule: accumulation.in-place
# source: own
# claim: later gradients are added in place: a reference to .grad taken earlier sees them
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
(w * 3).sum().backward()
first = w.grad
(w * 4).sum().backward()
print(first, w.grad is first)
