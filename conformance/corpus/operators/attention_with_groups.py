# rule: operators.scaled-dot-product-attention
# source: own
# claim: heads of keys may be shared by groups of heads of queries; a mask is repeated for all
import torch
import torch.nn.functional as F

q = torch.ones(1, 4, 2, 2, requires_grad=True)
k = torch.ones(1, 2, 2, 2, dtype=torch.float32)
v = torch.arange(8.0).view(1, 2, 2, 2)
mask = torch.tensor([True, False])
print(F.scaled_dot_product_attention(q, k, v, enable_gqa=True).sum())
out = F.scaled_dot_product_attention(q, q, q, attn_mask=mask.expand(2, 2))
out.sum().backward()
print(out.shape, q.grad.shape)
