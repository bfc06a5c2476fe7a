# rule: modes.decorator
# source: changes
# claim: `@torch.no_grad` decorates
# changes: grad_modes_decorate_without_parentheses
import torch

x = torch.tensor([1.0], requires_grad=True)

@torch.no_grad
def twice(t):
    return t * 2

print(twice(x).requires_grad)
