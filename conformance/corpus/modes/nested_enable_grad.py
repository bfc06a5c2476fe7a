# rule: modes.no-grad-nested-enable-grad
# source: own
# claim: enable_grad inside no_grad records again; leaving it returns to not recording
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    a = x * 2
    with torch.enable_grad():
        b = x * 2
    c = b * 2
print(a.requires_grad, b.requires_grad, c.requires_grad)
