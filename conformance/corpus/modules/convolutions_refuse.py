# rule: modules.layers
# source: own
# claim: groups divide the channels, and padding by name is of one step
# since: >=2.0
import torch
import torch.nn as nn

nn.Conv1d(2, 2, 1, groups=0)
nn.Conv1d(3, 2, 1, groups=2)
nn.Conv1d(2, 3, 1, groups=2)
nn.Conv1d(2, 2, 1, padding="most")
nn.Conv1d(2, 2, 2, 2, padding="same")
x, w = torch.ones(1, 1, 4), torch.ones(1, 1, 2)
nn.functional.conv1d(torch.ones(4), w)
nn.functional.conv1d(x, w, padding="most")
nn.functional.conv1d(x, w, stride=2, padding="same")
print(nn.Conv1d(1, 1, 2, padding="valid")(x).shape)
