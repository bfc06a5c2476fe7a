# rule: modes.inference-tensors-alone-are-not-recorded
# source: changes
# claim: in normal mode an operator on inference tensors alone gives a normal tensor, and a view
#   if its kernel ends with one, as that of repeat does
# changes: repeat_ends_with_a_view
import torch

with torch.inference_mode():
    x = torch.ones(2)
print(x.repeat(2)._is_view())
