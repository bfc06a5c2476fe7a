# rule: errors.bad-view
# source: changes
# claim: `imag` and `view_as_real` of real tensors raise TypeError
# changes: imag_raises_type_error
import torch

x = torch.tensor([1.0])
torch.imag(x)
