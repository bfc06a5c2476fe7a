# rule: accumulation.layout-follows-the-leaf
# source: own
# claim: a first gradient is copied to the size that the leaf has by now, a later one is added to
#   the first, and that it is not laid out as the leaf is, is told
import torch

x = torch.ones(1, 3, requires_grad=True)
y = x * 2
y.sum().backward(retain_graph=True)
x.data = torch.ones(1)
y.sum().backward(retain_graph=True)
x.grad = None
y.sum().backward()
