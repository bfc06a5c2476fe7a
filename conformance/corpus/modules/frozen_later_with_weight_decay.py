# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: wrong in general: weight decay shrinks a frozen parameter whose gradient is zero, not
#   None
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.5, weight_decay=0.5)
w.grad = torch.zeros(2)
w.requires_grad = False
opt.step()
print(w)
w.grad = None
opt.step()
print(w)
