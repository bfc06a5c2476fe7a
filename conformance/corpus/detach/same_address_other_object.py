# rule: detach.shares-memory
# source: seeds/000
# claim: tensor, detach() and .data hold one address in three objects; detach() and .data differ
#   too
import torch

y = torch.tensor([1.0, 2.0], requires_grad=True) ** 2
a = y.detach()
b = y.data
print(a is y, b is y, a is b)
print(id(a) == id(y), id(b) == id(y), id(a) == id(b))
print(a.data_ptr() == y.data_ptr(), b.data_ptr() == y.data_ptr())
