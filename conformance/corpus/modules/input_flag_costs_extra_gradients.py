# rule: modules.input-needs-no-grad
# source: seeds/001
# claim: with the flag on input and target, backward computes and stores gradients nobody uses
import torch
import torch.nn as nn

net = nn.Linear(2, 1)
x = torch.tensor([[1.0, 2.0], [3.0, -1.0]], requires_grad=True)
target = torch.tensor([[0.5], [1.0]], requires_grad=True)
(net(x) - target).sum().backward()
print(torch.equal(x.grad, net.weight.detach().expand(2, 2)), target.grad)
