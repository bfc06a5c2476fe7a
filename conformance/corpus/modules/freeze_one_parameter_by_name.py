# rule: modules.freeze-parameters
# source: seeds/003
# claim: a single parameter, found by its name, can be frozen
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
for name, param in net.named_parameters():
    if name == "2.weight":
        param.requires_grad = False
net(torch.ones(1, 2)).sum().backward()
print([(n, p.requires_grad, p.grad is None) for n, p in net.named_parameters()])
