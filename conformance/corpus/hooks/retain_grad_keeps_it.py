# rule: hooks.retain-grad
# source: seeds/003
# claim: the warning's advice: after retain_grad() a computed tensor keeps its gradient, and
#   reading is silent
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
y.retain_grad()
(y * y).sum().backward()
print(y.grad, y.retains_grad, y.is_leaf)
print(x.grad)
