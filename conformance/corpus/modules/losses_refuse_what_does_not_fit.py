# rule: modules.losses
# source: own
# claim: losses refuse sizes and numbers of dimensions that do not go together
# since: >=2.0
import torch
import torch.nn.functional as F

x, y = torch.ones(2, requires_grad=True), torch.ones(2, 2)
F.binary_cross_entropy(x, y)
F.binary_cross_entropy_with_logits(x, y)
F.margin_ranking_loss(x, y, x)
F.multi_margin_loss(y, torch.tensor([0, 1]), p=3)
F.multi_margin_loss(y, torch.tensor([0, 1]), weight=y)
F.kl_div(x * 1j, x)
F.gaussian_nll_loss(x, x, torch.ones(3))
F.gaussian_nll_loss(x, x, x, reduction="most")
F.gaussian_nll_loss(x, x, -x)
