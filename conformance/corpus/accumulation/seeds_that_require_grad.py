# rule: accumulation.grad-does-not-require-grad
# source: own
# claim: a gradient for the output that requires grad itself makes the gradients of the leaves
#   require grad under create_graph alone
import torch

x = torch.tensor([2.0], requires_grad=True)
weights = torch.tensor([3.0], requires_grad=True)
(x * x).backward(weights)
print(x.grad.requires_grad, weights.grad)
(g,) = torch.autograd.grad(x * x, x, weights)
print(g.requires_grad)
(g,) = torch.autograd.grad(x * x, x, weights, create_graph=True)
g.backward()
print(weights.grad)
