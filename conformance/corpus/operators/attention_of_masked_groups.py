# rule: operators.scaled-dot-product-attention
# source: own
# claim: a mask may require grad, groups may share keys, and a batch may be missing
import torch
import torch.nn.functional as F

q = torch.ones(1, 4, 2, 2, requires_grad=True)
k = torch.arange(8.0).view(1, 2, 2, 2) / 8
mask = torch.tensor([[0.0, -1.0], [0.5, 0.0]], requires_grad=True)
out = F.scaled_dot_product_attention(q, k, k, attn_mask=mask, enable_gqa=True)
out.sum().backward()
print(out.shape, q.grad.shape, mask.grad.shape)
print(F.scaled_dot_product_attention(q[0], q[0], q[0], attn_mask=mask.detach()).shape)
