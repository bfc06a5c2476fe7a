# rule: hooks.retain-grad
# source: own
# claim: where a view may not be renewed after a write to its base, retain_grad() raises and
#   leaves no trace
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
part = y.chunk(2)[0]
y.zero_()
part.retain_grad()
print(part.retains_grad)
