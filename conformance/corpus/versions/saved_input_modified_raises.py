# rule: versions.saved-input-modified-raises
# source: seeds/001
# claim: an operation that saved its input raises in backward when the input was changed in
#   place
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
k = torch.tensor([3.0, 4.0])
y = (x * k).sum()
k.add_(1)
y.backward()
print(x.grad, k._version)
