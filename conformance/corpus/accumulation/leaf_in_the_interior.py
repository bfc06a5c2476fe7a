# rule: accumulation.adds-to-grad
# source: own
# claim: a leaf that got a history after it was used as one gets no gradient: backward raises
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x + 1
x.requires_grad = False
x.mul_(torch.ones(2, requires_grad=True))
y.sum().backward()
