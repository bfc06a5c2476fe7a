# rule: leaves.asarray
# source: own
# claim: asarray() goes by the history last known: it neither renews nor refuses a view whose base
#   was written to
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
with torch.no_grad():
    view = y.view(2)
y.mul_(2)
print(torch.asarray(view, requires_grad=False) is view)
view.grad_fn
