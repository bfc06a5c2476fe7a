# rule: versions.resize-bumps-if-it-changes
# source: changes
# claim: `resize_` counts as a write where it changes the size
# changes: resize_bumps
import torch

x = torch.tensor([1.0, 2.0, 3.0])
x.resize_(2)
print(x._version)
