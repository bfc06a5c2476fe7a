# rule: modules.clipping
# source: changes
# claim: `clip_grad_value_` raises where no parameter has a gradient
# changes: clipping_wants_gradients
import torch

p = torch.nn.Parameter(torch.ones(1))
torch.nn.utils.clip_grad_value_([p], 1.0)
