# rule: modes.set-grad-enabled
# source: seeds/002
# claim: recording can be switched off by a call or for a block, and on again
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
torch.set_grad_enabled(False)
a = x * 2
torch.set_grad_enabled(True)
b = x * 2
with torch.set_grad_enabled(False):
    c = x * 2
print(a.requires_grad, b.requires_grad, c.requires_grad, torch.is_grad_enabled())
