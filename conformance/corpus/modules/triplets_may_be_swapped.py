# rule: modules.losses
# source: own
# claim: the negative is compared with whichever of the two is nearer to it; the distance may be
#   one's own
# since: >=2.4
import torch
import torch.nn.functional as F

a, p, n = (torch.tensor([[x, 1.0]], requires_grad=True) for x in (1.0, 3.0, 2.5))
F.triplet_margin_loss(a, p, n, swap=True).backward()
own = F.triplet_margin_with_distance_loss
y = own(a, p, n, swap=True, distance_function=lambda x, y: (x - y).abs().sum(-1))
y.backward()
print(y, own(a, p, n, reduction="sum"))
F.triplet_margin_loss(a, p, n, margin=-1.0)
own(a, p, n, margin=-1.0)
own(a, p, n, reduction="most")
own(a, p[0], n)
