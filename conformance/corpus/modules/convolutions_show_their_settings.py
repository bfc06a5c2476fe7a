# rule: modules.layers
# source: own
# claim: a convolution shows the settings that are not the usual ones
# since: >=2.0
import torch
import torch.nn as nn

print(nn.Conv1d(2, 4, 3, 2, 1, 2, 2, False, "circular"), nn.ConvTranspose2d(1, 1, 3, 2, 0, 1))
print(nn.Conv1d(1, 1, 3, padding="same"), nn.Conv3d(1, 1, (1, 2, 3)), nn.Conv2d(1, 1, 1).bias)
m = nn.Conv2d(1, 1, 3, padding=(1, 0), padding_mode="reflect", bias=False)
x = torch.ones(1, 1, 3, 3, requires_grad=True)
m(x).sum().backward()
print(m.weight.grad, x.grad)
