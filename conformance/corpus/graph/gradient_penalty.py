# rule: graph.create-graph-second-derivative
# source: own
# claim: a loss may contain a gradient when that was taken with create_graph=True
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([3.0, 4.0], requires_grad=True)
(g,) = torch.autograd.grad((w * x**2).sum(), x, create_graph=True)
(g**2).sum().backward()
print(w.grad)
print(x.grad)
