# rule: operators.scaled-dot-product-attention
# source: own
# claim: query, key and value may have projections of their own, or be projected already; some
#   weights are dropped
# since: >=2.13
import torch
import torch.nn.functional as F

q = torch.linspace(-1, 1, 8).view(2, 1, 4).requires_grad_()
w = torch.eye(4) * 2
own = dict(use_separate_proj_weight=True, q_proj_weight=w, k_proj_weight=w, v_proj_weight=w)
known = dict(static_k=w.view(2, 4, 2), static_v=w.view(2, 4, 2))
for b, p, more in ((None, 0.0, {}), (torch.ones(12), 0.5, {}), (None, 0.0, known)):
    y, a = F.multi_head_attention_forward(
        q, q, q, 4, 2, None, b, None, None, False, p, w, None, **own, **more)
    y.sum().backward()
    print(y, a, q.grad)
