# rule: operators.leaky-relu
# source: own
# claim: the gradients of prelu for its input and its slope are differentiable in all three of
#   their operands
import torch
import torch.nn.functional as F

x = torch.tensor([[-1.0, 2.0]], requires_grad=True)
w = torch.tensor([0.5], requires_grad=True)
g = torch.ones(1, 2, requires_grad=True)
gx, gw = torch.autograd.grad(F.prelu(x, w), (x, w), g, create_graph=True)
for part in ((gx * gx).sum(), gw.sum(), (gx * gw).sum()):
    print(torch.autograd.grad(part, (g, x, w), retain_graph=True, allow_unused=True))
n = torch.tensor([0.0], requires_grad=True)
print(torch.autograd.grad(n.prod(), n))
