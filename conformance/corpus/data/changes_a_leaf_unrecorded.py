# rule: data.write-to-a-leaf
# source: seeds/002
# claim: an in-place operation on .data changes a leaf's values without being recorded or
#   refused
import torch

a = torch.tensor([0.0, 2.0], requires_grad=True)
d = a.data.tanh_()
print(a, a.grad_fn, a._version)
print(d, d.requires_grad)
(a * a).sum().backward()
print(a.grad)
