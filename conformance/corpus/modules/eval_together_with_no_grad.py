# rule: modules.eval-is-not-no-grad
# source: seeds/001
# claim: for evaluation the two go together; no_grad leaves training mode alone
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
with torch.no_grad():
    print(net.training, net(torch.ones(1, 2)).requires_grad)
net.eval()
with torch.no_grad():
    print(net.training, net(torch.ones(1, 2)).requires_grad)
