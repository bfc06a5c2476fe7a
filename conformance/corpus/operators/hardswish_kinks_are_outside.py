# rule: operators.hardswish
# source: changes
# claim: `hardswish` has the slope of the outer line at -3 and 3
# changes: hardswish_kinks_are_outside
import torch

x = torch.tensor([-3.0, 3.0], requires_grad=True)
torch.nn.functional.hardswish(x).sum().backward()
print(x.grad)
