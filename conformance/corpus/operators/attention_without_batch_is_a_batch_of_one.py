# rule: operators.scaled-dot-product-attention
# source: changes
# claim: `scaled_dot_product_attention` of three dimensions is that of four, between `Unsqueeze`
#   and `Squeeze`, and so may be one operation
# since: >=2.0
# changes: attention_without_batch_is_a_batch_of_one
import torch

q = torch.tensor([[[1.0, 2.0]]], requires_grad=True)
k = torch.tensor([[[1.0, 0.5], [2.0, 1.0]]])
y = torch.nn.functional.scaled_dot_product_attention(q, k, k)
print(y.grad_fn.name())
