# rule: requires-grad.integer-refused
# source: seeds/003
# claim: incomplete: not only floating point, complex tensors too can require grad, as the error
#   text says
import torch

z = torch.tensor([1.0 + 2.0j, -3.0j], requires_grad=True)
h = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
loss = (z * z.conj()).real.sum() + h.sum()
loss.backward()
print(z.requires_grad, z.grad)
print(h.grad)
