# rule: operators.smooth-l1-loss
# source: changes
# claim: `smooth_l1_loss` with `beta=0` is `l1_loss`: its gradient at 0 is 0, not -1
# changes: smooth_l1_is_flat_at_zero
import torch

x = torch.tensor([0.0, 1.0, -1.0], requires_grad=True)
y = torch.nn.functional.smooth_l1_loss(x, torch.zeros(3), beta=0.0, reduction="sum")
y.backward()
