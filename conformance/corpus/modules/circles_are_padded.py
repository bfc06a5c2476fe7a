# rule: modules.layers
# source: own
# claim: circular padding continues at the other end, before, after, or cuts
# since: >=2.0
import torch
import torch.nn.functional as F

x = torch.tensor([[[1.0, 2.0, 3.0]]], requires_grad=True)
for pad in ((1, 2), (2, 0), (0, 1), (-1, 1)):
    y = F.pad(x, pad, mode="circular")
    (y * y).sum().backward()
    print(y, x.grad)
