# rule: detach.cuts-gradient
# source: seeds/000
# claim: same forward values, another gradient: the detached factor is treated as a constant
import torch

x = torch.tensor([3.0, -2.0], requires_grad=True)
whole = x * x
part = x * x.detach()
(g_whole,) = torch.autograd.grad(whole.sum(), x)
(g_part,) = torch.autograd.grad(part.sum(), x)
print(torch.equal(whole, part))
print(g_whole, g_part)
