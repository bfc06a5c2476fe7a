# rule: operators.scaled-dot-product-attention
# source: changes
# claim: `scaled_dot_product_attention` without keys, or without a result, is 0 plus 0 times the
#   sum of its arguments; releases before might crash
# since: >=2.0
# changes: attention_of_nothing_is_zero
import torch

q = torch.ones(1, 1, 1, 2, requires_grad=True)
k = torch.ones(1, 1, 0, 2)
y = torch.nn.functional.scaled_dot_product_attention(q, k, k)
print(y, y.grad_fn.name())
