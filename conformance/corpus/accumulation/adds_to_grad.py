# rule: accumulation.adds-to-grad
# source: seeds/003
# claim: each backward adds to .grad rather than replacing it
import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
(w * 2).sum().backward()
print(w.grad)
(w * 30).sum().backward()
print(w.grad)
