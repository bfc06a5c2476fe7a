# rule: detach.view-cannot-detach-in-place
# source: own
# claim: a view cannot be detached in place, detach() of it is fine
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
part = y[:2]
part.detach_()
print(part.requires_grad, part.detach().requires_grad)
