# rule: modes.inputs-keep-their-flag
# source: seeds/001
# claim: imprecise: no_grad does not switch the parameters off; their flag stays True, only
#   results change
import torch
import torch.nn as nn

net = nn.Linear(2, 1)
with torch.no_grad():
    print(net.weight.requires_grad, net.bias.requires_grad)
    y = net(torch.ones(1, 2))
print(y.requires_grad, net.weight.requires_grad)
