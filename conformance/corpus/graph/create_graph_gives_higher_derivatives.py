# rule: graph.create-graph-second-derivative
# source: seeds/002
# claim: create_graph=True makes the gradient itself differentiable, for second and third
#   derivatives
import torch

x = torch.tensor(2.0, requires_grad=True)
y = x**4
(first,) = torch.autograd.grad(y, x, create_graph=True)
(second,) = torch.autograd.grad(first, x, create_graph=True)
(third,) = torch.autograd.grad(second, x)
print(first.requires_grad, second.requires_grad, third.requires_grad)
print(first.item(), second.item(), third.item())
