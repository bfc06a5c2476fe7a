# rule: versions.foreach-bumps
# source: own
# claim: a list may be compared, clamped or mixed with one number, or with one for each tensor; a
#   tensor of one element counts as its value; a larger one in place has no derivative
# since: >=2.13
import torch

make = lambda: [torch.tensor([1.0, 2.0], requires_grad=True) * 1, torch.tensor([3.0], requires_grad=True) * 1]
for numbers in (2, [1.5, 3.0], torch.tensor(2.0)):
    for function in (torch._foreach_maximum, torch._foreach_minimum, torch._foreach_clamp_min, torch._foreach_clamp_max):
        tensors = make()
        made = function(tensors, numbers)
        gradients = torch.autograd.grad(made[0].sum() + made[1].sum(), tensors)
        print(made[0].grad_fn.name(), made, gradients)
    for function in (torch._foreach_maximum_, torch._foreach_minimum_, torch._foreach_clamp_min_):
        tensors = make()
        function(tensors, numbers)
        print(tensors, tensors[0]._version, tensors[1].grad_fn.name())
print(torch._foreach_sub(make(), torch.tensor(2.0)), torch._foreach_pow(make(), torch.tensor(2.0)))
print(torch._foreach_lerp(make(), make(), [0.5, 0.25]))
tensors = make()
torch._foreach_maximum_(tensors, make())
print(tensors)
torch._foreach_minimum_(tensors, 2.0)
tensors[0].sum().backward()
