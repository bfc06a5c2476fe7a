# rule: data.storage-write-unnoticed
# source: changes
# claim: each use of a typed storage warns
# changes: typed_storages_are_deprecated
import torch

x = torch.tensor([1.0, 2.0])
s = x.storage()
s[0] = 5.0
print(x, x._version)
