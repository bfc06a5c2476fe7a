# rule: data.own-version-counter
# source: seeds/000, seeds/001
# claim: writes through .data are not counted on the tensor, nor the tensor's on .data: autograd
#   does not see them
import torch

x = torch.tensor([1.0, 2.0])
raw = x.data
raw.add_(1)
raw.add_(1)
x.mul_(2)
print(x._version, raw._version, x.data._version)
