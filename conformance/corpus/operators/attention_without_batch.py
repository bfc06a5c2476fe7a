# rule: operators.scaled-dot-product-attention
# source: own
# claim: without a batch there is a batch of one; places may be added to what is attended to, and
#   weights shown for each head
# since: >=2.1
import torch
import torch.nn.functional as F

q, k = torch.linspace(-1, 1, 8).view(2, 4).requires_grad_(), torch.ones(3, 4)
w, o, b = torch.linspace(-1, 1, 48).view(12, 4), torch.eye(4), torch.ones(1, 1, 4)
def attend(v, *settings, **more):
    y, a = F.multi_head_attention_forward(q, k, v, 4, 2, w, None, *settings, o, None, **more)
    y.sum().backward()
    print(y, a, q.grad)
attend(k, b, b, True, 0.0, average_attn_weights=False, attn_mask=torch.zeros(2, 3))
attend(k * 2, None, None, False, 0.0, key_padding_mask=torch.tensor([True, False, False]))
attend(k, b, b, True, 0.0, key_padding_mask=torch.tensor([True, False, False]))
