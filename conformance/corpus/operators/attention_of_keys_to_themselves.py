# rule: operators.scaled-dot-product-attention
# source: own
# claim: keys that are the values are projected together with them; a mask may be another for each
#   head
# since: >=2.1
import torch
import torch.nn.functional as F

q, k = torch.linspace(-1, 1, 8).view(2, 1, 4).requires_grad_(), torch.ones(3, 1, 4)
w, b, o = torch.linspace(-1, 1, 48).view(12, 4), torch.ones(12), torch.eye(4)
def attend(q, k, bias, mask):
    y, a = F.multi_head_attention_forward(
        q, k, k, 4, 2, w, bias, None, None, False, 0.0, o, None, attn_mask=mask)
    y.sum().backward()
    print(y, a)
attend(q, k, b, None), attend(q, k, None, torch.ones(2, 2, 3))
attend(q[:, 0], k[:, 0], b, torch.ones(2, 2, 3).triu().log())
