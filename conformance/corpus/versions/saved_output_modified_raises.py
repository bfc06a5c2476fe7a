# rule: versions.saved-output-modified-raises
# source: seeds/000
# claim: an operation that saved its own result raises in backward when that result was changed
#   in place
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
y.mul_(2)
y.sum().backward()
print(x.grad)
