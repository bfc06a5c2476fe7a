# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: wrong in general: with momentum a frozen parameter goes on moving while its gradient is
#   zero, not None
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.5, momentum=0.5)
(w * 2).sum().backward()
opt.step()
w.requires_grad = False
opt.zero_grad(set_to_none=False)
opt.step()
print(w)
opt.zero_grad(set_to_none=True)
opt.step()
print(w)
