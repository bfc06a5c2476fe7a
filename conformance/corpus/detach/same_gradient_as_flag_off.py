# rule: detach.cuts-gradient
# source: seeds/003
# claim: for the rest of the graph, detaching an input acts like an input whose flag is off
import torch

w = torch.tensor([2.0, 3.0], requires_grad=True)
on = torch.tensor([5.0, 7.0], requires_grad=True)
off = torch.tensor([5.0, 7.0], requires_grad=False)
(g_cut,) = torch.autograd.grad((w * on.detach()).sum(), w)
(g_off,) = torch.autograd.grad((w * off).sum(), w)
print(g_cut, g_off, on.requires_grad)
