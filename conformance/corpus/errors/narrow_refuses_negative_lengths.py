# rule: errors.bad-view
# source: changes
# claim: `narrow` says that a length is negative
# changes: narrow_refuses_negative_lengths
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.narrow(0, 0, -1)
