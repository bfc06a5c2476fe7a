# rule: operators.clamp
# source: own
# claim: what bounds an element gets its gradient: the element, or the bound; a bound below the
#   other wins
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
low = torch.tensor([1.0, 2.5, 0.0], requires_grad=True)
high = torch.tensor([0.5, 3.0, 3.0], requires_grad=True)
print(torch.autograd.grad(torch.clamp(x, low, high).sum(), (x, low, high)))
print(torch.autograd.grad(torch.clamp(x, low).sum(), (x, low)))
print(torch.autograd.grad(torch.clamp(x, max=high).sum(), (x, high)))
