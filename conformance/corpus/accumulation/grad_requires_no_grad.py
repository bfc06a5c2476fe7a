# rule: accumulation.grad-does-not-require-grad
# source: own
# claim: the gradient left by a plain backward has no history of its own
import torch

x = torch.tensor([2.0, 3.0], requires_grad=True)
(x**3).sum().backward()
print(x.grad, x.grad.requires_grad, x.grad.grad_fn)
