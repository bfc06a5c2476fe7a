# rule: hooks.captured-gradient-of-inner-input
# source: changes
# claim: the hooks of a tensor are called also where `autograd.grad` goes no further
# changes: hooks_see_what_is_only_captured
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.register_hook(lambda grad: print(grad))
y.retain_grad()
print(torch.autograd.grad(y.sum(), y))
print(y.grad)
