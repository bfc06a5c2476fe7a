# rule: graph.dynamic
# source: seeds/002
# claim: values are there at once, so a branch on a value is possible, and only the branch taken
#   is recorded
import torch

x = torch.tensor([-3.0, 1.0], requires_grad=True)
if x.sum() > 0:
    y = x * 100
else:
    y = x * x
print(y)
y.sum().backward()
print(x.grad)
