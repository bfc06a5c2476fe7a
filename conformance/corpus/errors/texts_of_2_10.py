# rule: errors.bad-view
# source: changes
# claim: errors and warnings are reworded
# changes: texts_of_2_10
import torch

torch.nn.GroupNorm(2, 3)
