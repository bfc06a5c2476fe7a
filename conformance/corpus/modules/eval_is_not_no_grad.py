# rule: modules.eval-is-not-no-grad
# source: seeds/001
# claim: eval() changes how some layers compute, not whether autograd records
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5), nn.Linear(2, 1))
net.eval()
x = torch.ones(3, 2)
y = net(x)
print(net.training, torch.equal(y, net(x)))
print(y.requires_grad, net[0].weight.requires_grad)
