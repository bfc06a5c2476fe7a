# rule: operators.scaled-dot-product-attention
# source: changes
# claim: `scaled_dot_product_attention` gives 0, not NaN, where everything is masked out, and
#   its node is `SafeSoftmaxBackward0`
# since: >=2.0
# changes: attention_is_safe
import torch

q = torch.tensor([[1.0, 2.0]], requires_grad=True)
m = torch.tensor([[False]])
print(torch.nn.functional.scaled_dot_product_attention(q, q, q, attn_mask=m))
