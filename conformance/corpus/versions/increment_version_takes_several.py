# rule: versions.increment-version
# source: changes
# claim: `increment_version` takes several tensors
# since: >=2.1
# changes: increment_version_takes_several
import torch

x, y = torch.ones(2), torch.ones(2)
torch.autograd.graph.increment_version([x, y])
print(x._version, y._version)
