# rule: modules.layers
# source: changes
# claim: `MultiheadAttention` multiplies what it asks by a scale; it divided: `Mul`, not `Div`
# changes: heads_are_multiplied
import torch

layer = torch.nn.MultiheadAttention(4, 2)
with torch.no_grad():
    for p in layer.parameters():
        p.fill_(0.5)
x = torch.tensor([[[1.0, 2.0, 3.0, 4.0]], [[-1.0, 0.5, 0.25, 2.0]]])
output, weights = layer(x, x, x, average_attn_weights=False)
node = weights.grad_fn
for _ in range(3):
    node = node.next_functions[0][0]
    print(node.name())
