# rule: leaves.item-and-tolist
# source: own
# claim: a Python number taken with item() is a constant: no gradient flows through it
import torch

x = torch.tensor(3.0, requires_grad=True)
y = x * x.item()
y.backward()
print(y, x.grad)
