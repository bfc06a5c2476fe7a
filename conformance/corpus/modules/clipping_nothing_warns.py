# rule: modules.clipping
# source: changes
# claim: `clip_grad_norm_` warns of an empty generator
# changes: clipping_nothing_warns
import torch

m = torch.nn.ReLU()
print(torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0))
