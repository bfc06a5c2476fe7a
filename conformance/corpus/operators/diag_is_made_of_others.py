# rule: operators.diag
# source: changes
# claim: `diag` is `diag_embed` or a copy of `diagonal`, and shows their nodes
# changes: diag_is_made_of_others
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(x.diag().grad_fn.name())
