# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: with plain SGD a zero gradient is enough: a parameter frozen after zero_grad is not
#   updated
# changes: sgd_without_momentum_has_no_state
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.1)
(w * 4).sum().backward()
w.requires_grad = False
opt.zero_grad(set_to_none=False)
opt.step()
print(w, w.grad)
