# rule: modes.inference-tensors-alone-are-not-recorded
# source: changes
# claim: in normal mode an operator on inference tensors alone gives a normal tensor, and a view
#   if its kernel ends with one, as those do that overwrite a window of a copy
# changes: windows_are_overwritten_as_views
import torch

with torch.inference_mode():
    x = torch.ones(2, 2)
print(x.select_scatter(x[0], 0, 0)._is_view(), x.diagonal_scatter(x[0])._is_view())
