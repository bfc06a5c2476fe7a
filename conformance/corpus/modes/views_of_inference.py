# rule: modes.inference-mode
# source: own
# claim: a view of a normal tensor made in inference mode is a normal tensor, and may not be
#   written outside
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
with torch.inference_mode():
    v = y[:1]
    z = torch.ones(2).add_(1)
    w = y.view(2)
v.mul_(2)
print(v.is_inference(), z, w.is_inference(), z.is_inference())
with torch.no_grad():
    u = y[:1]
u.mul_(2)
