# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: what freezing later is good for: switched on again, the parameter is still in the
#   optimizer
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.25)
w.requires_grad = False
opt.step()
w.requires_grad = True
(w * 2).sum().backward()
opt.step()
print(w)
