# rule: leaves.to-device
# source: seeds/001
# claim: module.to(device) moves the module itself and returns it; the parameters stay leaves
import torch
import torch.nn as nn

device = torch.device("cpu")
net = nn.Linear(2, 1)
weight = net.weight
moved = net.to(device)
print(moved is net, net.weight is weight, weight.is_leaf, weight.device == device)
