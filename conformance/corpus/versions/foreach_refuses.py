# rule: versions.foreach-bumps
# source: own
# claim: a tensor is no list, a text no number; _foreach_copy_ writes and has no derivative
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.ones(2)
torch._foreach_exp(x)
torch._foreach_add([x], "a")
torch._foreach_exp([x], 1)
torch._foreach_copy_([y], [x])
print(y, y._version)
y.sum().backward()
