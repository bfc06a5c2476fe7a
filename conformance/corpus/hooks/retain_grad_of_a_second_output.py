# rule: hooks.retain-grad-follows-in-place
# source: own
# claim: of several outputs of one node, the one that is written to keeps its gradient, and the
#   others keep theirs; torch has mixed them up since 2.0
import torch

x, y = torch.var_mean(torch.tensor([1.0, 3.0], requires_grad=True), 0)
x.retain_grad()
y.retain_grad()
y.mul_(2)
(x * 5 + y * 7).backward()
print(x.grad, y.grad)
