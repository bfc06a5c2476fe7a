# rule: modes.in-place-on-leaf-allowed-under-no-grad
# source: seeds/000, seeds/003
# claim: 'in essence the same' is wrong: under no_grad a leaf may be changed in place and stays
#   a leaf that requires grad
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
(w**2).sum().backward()
with torch.no_grad():
    w -= 0.25 * w.grad
print(w, w.is_leaf, w._version)
w.add_(1)
