# rule: graph.autograd-grad
# source: seeds/002
# claim: autograd.grad frees the graph too, unless retain_graph=True
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (x**2).sum()
first = torch.autograd.grad(loss, x, retain_graph=True)
second = torch.autograd.grad(loss, x)
third = torch.autograd.grad(loss, x)
print(first, second)
