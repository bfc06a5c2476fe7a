# rule: gradients.layout-does-not-matter
# source: changes
# claim: gradients of pictures that have their channels last in memory have them so, too, where
#   elements were mirrored at the border, since 2.1; where they were pooled, always
# changes: pictures_keep_their_format
import torch
import torch.nn.functional as F

pictures = torch.arange(64.0).view(2, 2, 4, 4)
x = pictures.to(memory_format=torch.channels_last).clone().requires_grad_()
framed, pooled = F.pad(x, (1, 1, 1, 1), mode="reflect"), F.max_pool2d(x, 2)
print([torch.autograd.grad(each.sum(), x)[0].stride() for each in (framed, pooled)])
means = F.adaptive_avg_pool2d(x, 1)
print(means.stride(), means.grad_fn.name(), F.glu(x, 1).stride())
