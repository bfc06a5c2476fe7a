# rule: modules.clipping
# source: changes
# claim: `clip_grad_value_` with `foreach=False` counts as a write to the gradients
# since: >=2.0
# changes: clipping_is_counted
import torch

p = torch.nn.Parameter(torch.ones(1))
p.grad = torch.tensor([2.0])
torch.nn.utils.clip_grad_value_([p], 1.0, foreach=False)
print(p.grad._version)
