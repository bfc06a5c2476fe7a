# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: frozen before its first backward, a parameter in the optimizer is not updated: its
#   .grad is None
# changes: adam_interpolates
import torch
import torch.nn as nn

net = nn.Linear(2, 1)
opt = torch.optim.Adam(net.parameters(), lr=0.1)
net.weight.requires_grad = False
old = net.weight.clone()
net(torch.ones(1, 2)).sum().backward()
opt.step()
print(net.weight.grad, torch.equal(old, net.weight), net.bias.grad)
