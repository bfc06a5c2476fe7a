# rule: operators.scaled-dot-product-attention
# source: own
# claim: masks of booleans shut out what is True, masks of numbers are added, and both together warn
# since: >=2.1
import torch
import torch.nn.functional as F

q = torch.linspace(-1, 1, 12).view(3, 1, 4).requires_grad_()
w, o, b = torch.linspace(-1, 1, 48).view(12, 4), torch.eye(4), torch.ones(12)
def attend(**more):
    y, a = F.multi_head_attention_forward(
        q, q, q, 4, 2, w, b, None, None, False, 0.0, o, None, **more)
    y.sum().backward()
    print(y, a, q.grad)
later, pad = torch.ones(3, 3).triu(1).bool(), torch.tensor([[False, True, False]])
attend(attn_mask=later), attend(key_padding_mask=pad, attn_mask=later * 1.0, need_weights=False)
attend(attn_mask=later, is_causal=True, need_weights=False), attend(need_weights=False)
