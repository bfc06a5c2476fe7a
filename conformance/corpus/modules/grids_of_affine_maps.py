# rule: modules.layers
# source: own
# claim: a grid is linear in its affine map
# since: >=2.4
import torch
import torch.nn as nn

grid = nn.functional.affine_grid
theta = torch.ones(1, 2, 3, requires_grad=True)
grid(theta, (1, 1, 2, 3), align_corners=False).pow(2).sum().backward()
grid(theta, (1, 1, 1, 1), align_corners=True)
grid(theta, (1, 1, 3))
grid(theta[0], (1, 1, 3, 3))
grid(theta, (1, 1, 3, 0))
grid(theta.long(), (1, 1, 2, 2))
grid(theta, (1, 1, 2, 2))
