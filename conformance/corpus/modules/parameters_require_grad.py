# rule: modules.parameters-require-grad
# source: seeds/001, seeds/003
# claim: a module's parameters are leaves that require grad without being asked
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
for name, param in net.named_parameters():
    print(name, param.requires_grad, param.is_leaf, tuple(param.shape))
