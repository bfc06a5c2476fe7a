# rule: operators.eval-dropout-is-identity
# source: own
# claim: native_dropout draws its mask and multiplies in one node, and gives the mask back
import torch

x = torch.ones(2, 3, requires_grad=True)
y, mask = torch.native_dropout(x, 0.5, True)
g, = torch.autograd.grad(y, x, torch.ones(2, 3), create_graph=True)
print(y.grad_fn, mask, g)
z = torch.native_dropout(x, 0.5, False)[0]
z.sum().backward()
