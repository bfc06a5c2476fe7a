# rule: views.multi-output-not-writable
# source: own
# claim: of several reasons not to write to a view the last is named, and that it has no history
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    view = torch.zeros(2).view(2)
part = view.unbind()[0]
part.mul_(x[0])
