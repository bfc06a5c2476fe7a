# rule: modes.no-grad-records-nothing
# source: seeds/001
# claim: the mode ends with its block: the same expression is recorded before and after, not
#   inside
import torch

x = torch.randn(4, requires_grad=True)
print(x.requires_grad, (x * 3).requires_grad)
with torch.no_grad():
    print(torch.is_grad_enabled(), (x * 3).requires_grad)
print(torch.is_grad_enabled(), (x * 3).requires_grad)
