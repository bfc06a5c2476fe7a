# rule: data.shares-memory
# source: seeds/000, seeds/001
# claim: .data has the values of the tensor in the same memory: a write to either shows in both
import torch

x = torch.tensor([1.0, 2.0, 3.0])
raw = x.data
raw[2] = 30.0
print(x, raw)
x.neg_()
print(x, raw, raw.data_ptr() == x.data_ptr())
