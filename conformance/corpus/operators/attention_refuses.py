# rule: operators.scaled-dot-product-attention
# source: own
# claim: attention refuses numbers of dimensions, shapes of masks and sizes that do not go together
# since: >=2.4
import torch
import torch.nn.functional as F

q, m = torch.ones(3, 4), torch.zeros(3, 3)
def attend(q=q, k=q, size=4, heads=2, **more):
    F.multi_head_attention_forward(q, k, k, size, heads, torch.ones(12, 4), None, None, None, False,
        0.0, torch.eye(4), None, **more)
attend(q[0])
attend(k=q[0])
attend(attn_mask=m[0])
attend(key_padding_mask=m)
attend(attn_mask=torch.ones(1, 3, 3))
attend(attn_mask=m[:, :2])
