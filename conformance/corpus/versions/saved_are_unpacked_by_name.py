# rule: versions.saved-input-modified-raises
# source: changes
# claim: of several saved tensors that were changed, that with the first name is complained of
# changes: saved_are_unpacked_by_name
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x * 1
b = x * 2
c = b * a
a.add_(1)
b.add_(1)
b.add_(1)
c.sum().backward()
