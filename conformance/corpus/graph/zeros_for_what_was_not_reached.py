# rule: graph.materialize-grads
# source: own
# claim: a zero that stands for a gradient has the dtype of its input and requires no grad, under
#   create_graph neither
# since: >=2.1
import torch

x = torch.tensor([2.0], requires_grad=True)
other = torch.ones(2, dtype=torch.float64, requires_grad=True)
a, b = torch.autograd.grad(x**2, [x, other], materialize_grads=True, create_graph=True)
print(a.requires_grad, b.requires_grad, b)
(b,) = torch.autograd.grad(x**2, [other], materialize_grads=True)
print(b)
