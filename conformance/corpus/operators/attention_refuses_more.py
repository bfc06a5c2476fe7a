# rule: operators.scaled-dot-product-attention
# source: own
# claim: heads divide the embedding, a mask is of booleans or floating point numbers, and is_causal
#   needs one
# since: >=2.4
import torch
import torch.nn.functional as F

q, m = torch.ones(3, 4), torch.zeros(3, 3)
def attend(size=4, heads=2, **more):
    F.multi_head_attention_forward(q, q, q, size, heads, torch.ones(12, 4), None, None, None, False,
        0.0, torch.eye(4), None, **more)
attend(size=5)
attend(heads=3)
attend(is_causal=True)
attend(attn_mask=m.long())
attend(key_padding_mask=m[0].long())
