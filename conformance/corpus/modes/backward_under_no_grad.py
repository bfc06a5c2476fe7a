# rule: modes.backward-in-no-grad
# source: seeds/000
# claim: imprecise: no_grad is meant for when backward is not called, yet a graph recorded
#   before can be run inside
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (x**2).sum()
with torch.no_grad():
    loss.backward()
print(x.grad)
