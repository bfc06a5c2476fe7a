# rule: accumulation.zero-grad
# source: own
# claim: optimizer.zero_grad() sets the gradients to None, and to zeros only when asked
# since: >=2.0
# changes: zero_grad_sets_none
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.1)
(w * 3).sum().backward()
opt.zero_grad(set_to_none=False)
print(w.grad)
opt.zero_grad()
print(w.grad)
