# rule: operators.max-unpool
# source: own
# claim: the gradient of max_unpool looks at the indices of an image as a line, or raises
import torch
import torch.nn.functional as F

x = torch.arange(4.0).view(1, 1, 2, 2).requires_grad_()
places = torch.tensor([[[[0, 2], [8, 10]]]])
F.max_unpool2d(x, places, 2).sum().backward()
F.max_unpool2d(x, places.transpose(-1, -2), 2).sum().backward()
print(x.grad)
