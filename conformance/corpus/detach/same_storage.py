# rule: detach.shares-memory
# source: seeds/000
# claim: the storages behind the tensor, detach() and .data are one and the same
# since: >=2.0
import torch

y = torch.tensor([1.0, 2.0], requires_grad=True) ** 2
d = y.detach()
raw = y.data
print(d.untyped_storage().data_ptr() == y.untyped_storage().data_ptr())
print(raw.untyped_storage().data_ptr() == y.untyped_storage().data_ptr())
print(y.clone().untyped_storage().data_ptr() == y.untyped_storage().data_ptr())
