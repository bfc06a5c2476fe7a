# rule: operators.atan2-origin
# source: changes
# claim: the gradient of `atan2(0, 0)` is 0, not NaN
# changes: atan2_is_flat_at_origin
import torch

x = torch.tensor([0.0], requires_grad=True)
torch.atan2(x, x).backward()
print(x.grad)
