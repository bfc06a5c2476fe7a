# rule: modes.no-grad-records-nothing
# source: seeds/000, seeds/003
# claim: 'in essence the same' is wrong: detach() aliases the tensor, an operation under no_grad
#   makes a new one
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
cut = y.detach()
with torch.no_grad():
    copied = y * 1
y.detach().add_(100)
print(cut.data_ptr() == y.data_ptr(), copied.data_ptr() == y.data_ptr())
print(cut, copied)
