# rule: data.cuts-gradient
# source: seeds/000, seeds/001
# claim: what is computed from .data has no history, and no gradient comes back through it
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 4
part = y.data * 10
(part + y).sum().backward()
print(part, part.requires_grad)
print(x.grad)
