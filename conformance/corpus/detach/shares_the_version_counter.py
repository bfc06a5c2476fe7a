# rule: detach.shares-version-counter
# source: seeds/004
# claim: detach() merges version counters: a write through either tensor is counted in both
import torch

x = torch.tensor([1.0, 2.0])
d = x.detach()
d.add_(1)
print(x._version, d._version)
x.add_(1)
print(x._version, d._version)
