# rule: data.own-version-counter
# source: seeds/000, seeds/001
# claim: same memory, same flags, other counter: that is the whole difference between .data and
#   detach()
import torch

y = torch.tensor([1.0, 2.0], requires_grad=True).exp()
by_detach = y.detach()
by_data = y.data
by_detach.add_(1)
print(by_detach._version, y._version, by_data._version)
by_data.add_(1)
print(by_detach._version, y._version, by_data._version)
print(by_detach.requires_grad, by_data.requires_grad, torch.equal(by_detach, by_data))
