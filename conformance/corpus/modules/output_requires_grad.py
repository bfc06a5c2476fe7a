# rule: modules.parameters-require-grad
# source: seeds/001
# claim: a network's output requires grad because its parameters do, though its input does not
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
x = torch.ones(4, 2)
y = net(x)
print(x.requires_grad, y.requires_grad, y.is_leaf, y.grad_fn.name())
