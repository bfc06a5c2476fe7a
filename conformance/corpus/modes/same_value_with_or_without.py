# rule: modes.no-grad-records-nothing
# source: seeds/001, seeds/002
# claim: for inference the mode changes nothing but the recording: the values are equal
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
x = torch.randn(5, 3)
recorded = net(x)
with torch.no_grad():
    inferred = net(x)
print(torch.equal(recorded, inferred), recorded.requires_grad, inferred.requires_grad)
