# rule: modes.restored-after-exception
# source: own
# claim: each mode is restored where an exception leaves it
import torch

x = torch.tensor([1.0], requires_grad=True)
with torch.set_grad_enabled(False):
    x.view(7)
print(torch.is_grad_enabled())
with torch.autograd.set_detect_anomaly(True):
    x.view(7)
print(torch.is_anomaly_enabled())
with torch.autograd.graph.saved_tensors_hooks(lambda t: print("saved") or t, lambda t: t):
    x.view(7)
x.exp()
