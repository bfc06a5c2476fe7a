# rule: hooks.retain-grad-on-a-leaf
# source: own
# claim: retain_grad() on a leaf does nothing, on a tensor that does not require grad it raises
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.retain_grad()
print(x.retains_grad)
x.detach().retain_grad()
