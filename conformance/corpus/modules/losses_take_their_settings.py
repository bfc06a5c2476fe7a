# rule: modules.losses
# source: own
# claim: losses take settings by place or by name, the older flags among them, and no others
# since: >=2.0
import torch
import torch.nn as nn

x, t = torch.tensor([1.0, -2.0], requires_grad=True), torch.tensor([1.0, -1.0])
for m in (nn.HingeEmbeddingLoss(0.5), nn.PoissonNLLLoss(False, True), nn.SoftMarginLoss()):
    print(m, m(x, t))
print(nn.MarginRankingLoss(0.5, False)(x, t, t))
nn.HingeEmbeddingLoss(other=1)
