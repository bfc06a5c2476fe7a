# rule: modules.replace-head
# source: seeds/001
# claim: a new layer put into a frozen network requires grad by default, the rest stays frozen
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
for param in net.parameters():
    param.requires_grad = False
net[2] = nn.Linear(3, 5)
y = net(torch.ones(1, 4))
y.sum().backward()
print([p.requires_grad for p in net.parameters()], y.requires_grad)
print(net[0].weight.grad, net[2].bias.grad)
