# rule: modes.in-place-on-leaf-allowed-under-no-grad
# source: own
# claim: no_grad hides a write from the graph, not from the version check
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
loss = (w**2).sum()
with torch.no_grad():
    w.mul_(10)
loss.backward()
print(w.grad)
