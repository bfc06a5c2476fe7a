# rule: detach.cuts-gradient
# source: seeds/000, seeds/003
# claim: computing on with the detached tensor alone records nothing, and backward from there
#   raises
import torch

x = torch.tensor([3.0, -2.0], requires_grad=True)
y = x**3
z = y.detach() * 2 + 1
print(z, z.requires_grad, z.grad_fn)
z.sum().backward()
print(x.grad)
