# rule: gradients.layout-does-not-matter
# source: own
# claim: both gradients of a convolution have the channels last in memory where its result has, as
#   does that of batch normalization where its input has
import torch
import torch.nn.functional as F

pictures = torch.arange(64.0).view(2, 2, 4, 4)
x = pictures.to(memory_format=torch.channels_last).clone().requires_grad_()
weight = torch.ones(3, 2, 2, 2, requires_grad=True)
y = F.conv2d(x, weight)
dx, dw = torch.autograd.grad(y, (x, weight), torch.ones(2, 3, 3, 3))
print(y.stride(), dx.stride(), dw.stride())
z = F.batch_norm(x, None, None, training=True)
(dz,) = torch.autograd.grad(z, x, torch.ones(2, 2, 4, 4))
print(z.stride(), dz.stride(), torch.autograd.grad(F.glu(x, 1).sum(), x)[0].stride())
