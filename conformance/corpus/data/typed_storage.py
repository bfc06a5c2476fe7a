# rule: data.storage-write-unnoticed
# source: own
# claim: a typed storage reads and writes elements, warns each time, and no version counter
#   notices
# since: >=2.0
import torch

x = torch.tensor([1.0, 2.0])
s = x.storage()
print(s.dtype, len(s), s[0], s.element_size(), s.nbytes(), s.device)
s[0] = 5.0
s.fill_(3.0)
print(x, x._version, s.untyped().size())
s[:1]
y = torch.zeros(4)
y.set_(x.untyped_storage(), 0, (1, 2), (2, 1))
print(y, y._version, y.storage().dtype, y.untyped_storage().nbytes())
