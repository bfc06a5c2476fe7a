# rule: leaves.repr
# source: changes
# claim: a view that may not be renewed after a write is printed with `grad_fn=<Invalid>`; it
#   raised
# changes: invalid_views_can_be_printed
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
with torch.no_grad():
    z = y[:1]
y.mul_(2)
z.mul_(2)
print(z)
