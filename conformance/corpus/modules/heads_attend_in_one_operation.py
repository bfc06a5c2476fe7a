# rule: modules.layers
# source: changes
# claim: `MultiheadAttention` uses `scaled_dot_product_attention` where no weights are asked for
# changes: heads_attend_in_one_operation
import torch

layer = torch.nn.MultiheadAttention(4, 2)
with torch.no_grad():
    for p in layer.parameters():
        p.fill_(0.5)
x = torch.tensor([[[1.0, 2.0, 3.0, 4.0]], [[-1.0, 0.5, 0.25, 2.0]]])
output, weights = layer(x, x, x, need_weights=False)
print(output.grad_fn.next_functions[0][0].next_functions[1][0].next_functions)
