# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: wrong in general: a parameter frozen with a gradient left in .grad is still updated
#   from it
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
v = torch.tensor([1.0, 2.0], requires_grad=True)
opt = torch.optim.SGD([w, v], lr=0.1)
(w * 3 + v).sum().backward()
w.requires_grad = False
opt.step()
print(w)
print(v)
