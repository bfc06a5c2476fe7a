# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: wrong in general: Adam's running means move a frozen parameter whose gradient is zero,
#   not None
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
opt = torch.optim.Adam([w], lr=0.1)
(w * 4).sum().backward()
opt.step()
before = w.detach().clone()
w.requires_grad = False
opt.zero_grad(set_to_none=False)
opt.step()
print(torch.equal(w, before), w.requires_grad)
