# rule: modules.layers
# source: changes
# claim: what the heads of `MultiheadAttention` found is reshaped: `UnsafeView`, not `View`
# changes: heads_are_reshaped
import torch

layer = torch.nn.MultiheadAttention(4, 2)
with torch.no_grad():
    for p in layer.parameters():
        p.fill_(0.5)
x = torch.tensor([[[1.0, 2.0, 3.0, 4.0]], [[-1.0, 0.5, 0.25, 2.0]]])
x = torch.cat([x, x], 1)
output, weights = layer(x, x, x)
