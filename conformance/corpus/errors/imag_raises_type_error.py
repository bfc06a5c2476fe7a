# rule: errors.bad-view
# source: changes
# claim: `imag` of real tensors raises TypeError
# changes: imag_raises_type_error
import torch

x = torch.tensor([1.0])
torch.imag(x)
