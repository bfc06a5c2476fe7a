# rule: modules.losses
# source: own
# claim: linear_cross_entropy refuses shapes that do not go together
# since: >=2.13
import torch
import torch.nn.functional as F

x, w, t = torch.ones(2, 3), torch.ones(4, 3, requires_grad=True), torch.tensor([0, 1])
F.linear_cross_entropy(torch.ones(1, 1, 3), w, t)
F.linear_cross_entropy(x, torch.ones(3), t)
F.linear_cross_entropy(x, torch.ones(4, 2), t)
F.linear_cross_entropy(x, w, t, linear_bias=torch.ones(3))
F.linear_cross_entropy(torch.ones(3), torch.ones(4, 2, 3), t)
F.linear_cross_entropy(x, w, torch.ones(2, 4), ignore_index=1)
print(F.linear_cross_entropy(x, w, t))
