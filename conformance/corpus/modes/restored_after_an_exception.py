# rule: modes.restored-after-exception
# source: own
# claim: an error inside the block ends the mode as well
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    y = x * 2
    y.backward()
print(torch.is_grad_enabled(), (x * 2).requires_grad)
