# rule: operators.pow
# source: own
# claim: a number may come first: zero to a power, a remainder, a branch
import torch

x = torch.tensor([1.0, 0.0], requires_grad=True)
print(torch.autograd.grad((0.0**x).sum(), x), torch.autograd.grad(torch.xlogy(0.0, x + 1).sum(), x))
torch.remainder(3.0, x + 1).sum().backward()
print(torch.autograd.grad(torch.pow(0, x).sum(), x), torch.where(x > 0, 1.0, x))
~x
x.long().type("torch.DoubleTensor").type(), x.type(torch.float64).type(), x.type(torch.DoubleTensor)
x.detach().copy_(3.0)
torch.logit(x, eps=1e-6).sum().backward()
print(x.grad, torch.special.ndtr(x.detach(), out=torch.empty(0)), torch.logit(x.detach() * 0.5))
