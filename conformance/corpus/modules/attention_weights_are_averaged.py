# rule: modules.layers
# source: changes
# claim: `MultiheadAttention` takes the mean of its weights over the heads: `Mean`, not `Div`
# changes: attention_weights_are_averaged
import torch

layer = torch.nn.MultiheadAttention(4, 2)
with torch.no_grad():
    for p in layer.parameters():
        p.fill_(0.5)
x = torch.tensor([[[1.0, 2.0, 3.0, 4.0]], [[-1.0, 0.5, 0.25, 2.0]]])
output, weights = layer(x, x, x)
