# rule: modules.freeze-parameters
# source: seeds/001, seeds/003
# claim: a frozen layer gets no gradient while the layers around it do
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 1))
for param in net[1].parameters():
    param.requires_grad = False
net(torch.ones(1, 2)).sum().backward()
for name, param in net.named_parameters():
    print(name, param.requires_grad, param.grad is None)
