# rule: versions.increment-version
# source: own
# claim: increment_version takes several tensors, each counted as often as it is named; an
#   inference tensor has no count
import torch

x = torch.ones(2)
y = torch.ones(2)
with torch.inference_mode():
    z = torch.ones(2)
torch.autograd.graph.increment_version([x, y, x])
print(x._version, y._version)
torch.autograd.graph.increment_version(1)
torch.autograd.graph.increment_version([x, 1])
torch.autograd.graph.increment_version(z)
print(x._version)
