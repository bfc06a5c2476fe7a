# rule: modes.decorator
# source: changes
# claim: a grad mode that decorates a class warns
# changes: decorated_classes_warn
import torch

class Maker(torch.nn.Module):
    def forward(self, x):
        return x * 2

torch.no_grad()(Maker)
