# rule: versions.foreach-bumps
# source: own
# claim: a list may be compared or clamped with one number, or with one for each tensor; a tensor of
#   one element counts as its value; a larger one in place has no derivative
# since: >=2.13
import torch

x = [torch.tensor([1.0, 2.0], requires_grad=True), torch.tensor([3.0], requires_grad=True)]
for numbers in (2, [1.5, 3.0], torch.tensor(2.0)):
    for function in (torch._foreach_maximum, torch._foreach_minimum, torch._foreach_clamp_min):
        made = function(x, numbers)
        print(made, torch.autograd.grad(made[0].sum() + made[1].sum(), x))
y = torch._foreach_sub(x, torch.tensor(2.0))
torch._foreach_maximum_(y, 0.5)
print(y, torch._foreach_lerp(x, x, [0.5, 0.25]), torch._foreach_pow(x, torch.tensor(2.0)))
y[0].sum().backward()
