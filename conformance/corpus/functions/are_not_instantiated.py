# rule: functions.custom-forward-backward
# source: seeds/002
# claim: forward and backward are static and used through apply; the old instance style is
#   refused
# changes: texts_of_2_8
import torch

class Old(torch.autograd.Function):
    def forward(self, x):
        return x * 2

x = torch.tensor([1.0], requires_grad=True)
y = Old()(x)
