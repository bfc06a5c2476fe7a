# rule: views.geometry
# source: own
# claim: the gradient of a squeeze gets its dimensions back one by one, so that a new last one has
#   stride 1
import torch

x = torch.ones(2, 1, requires_grad=True)
y = x * 1
grad, = torch.autograd.grad(y.squeeze().sum(), y)
print(grad.stride(), grad[None].stride())
