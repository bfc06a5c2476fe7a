# rule: gradients.views-pass-to-their-place
# source: own
# claim: a gradient is a view where the last step of its formula is one, and is not where one
#   kernel computes it; a view cannot be detached in place
import torch

x = torch.tensor([[0.0, 1.0]], requires_grad=True)
for made in (x.repeat(1, 1, 1).sum(), torch.cdist(x, x.detach()), x.prod()):
    grad, = torch.autograd.grad(made, x)
    print(grad.detach_())
