# rule: detach.result-may-require-grad-anew
# source: seeds/000, seeds/004
# claim: imprecise: 'never requires grad' holds when it is made; as a leaf it can be switched on
#   afterwards
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
d = (x * 3).detach()
e = d * 2
d.requires_grad_()
(d * d).sum().backward()
print(e.requires_grad, d)
print(d.grad, x.grad)
