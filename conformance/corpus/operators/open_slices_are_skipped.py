# rule: operators.index
# source: changes
# claim: in a tuple, and where it is written to, a slice that takes everything records nothing,
#   also if it does not name its end
# changes: open_slices_are_skipped
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x[:,]
print(y.grad_fn.name())
