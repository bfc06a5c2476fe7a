# rule: modules.layers
# source: own
# claim: gumbel_softmax draws classes: softly, or one-hot with the gradient of the soft ones
# since: >=2.0
import torch
import torch.nn.functional as F

x = torch.tensor([[1.0, 2.0, 0.5]], requires_grad=True)
for hard in (False, True):
    y = F.gumbel_softmax(x, tau=0.5, hard=hard)
    (y * torch.tensor([1.0, 2.0, 3.0])).sum().backward()
    print(y, x.grad)
F.gumbel_softmax(x, eps=1e-5)
