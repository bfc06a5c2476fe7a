# rule: modes.set-grad-enabled
# source: changes
# claim: `set_grad_enabled` as a decorator does not set the mode where it decorates, and as a
#   context sets it where the block begins
# changes: set_grad_enabled_waits
import torch

@torch.set_grad_enabled(False)
def twice(t):
    return t * 2

print(torch.is_grad_enabled())
