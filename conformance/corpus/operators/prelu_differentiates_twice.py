# rule: operators.leaky-relu
# source: own
# claim: both gradients of prelu can be differentiated; negative slopes refuse in place
# since: >=2.4
import torch

x = torch.tensor([[-1.0, 2.0]], requires_grad=True)
w = torch.tensor([0.5], requires_grad=True)
y = torch.nn.functional.prelu(x, w)
gx, gw = torch.autograd.grad(y, (x, w), torch.ones(1, 2, requires_grad=True), create_graph=True)
print(torch.autograd.grad(gx.sum(), (x, w), retain_graph=True, allow_unused=True))
print(torch.autograd.grad(gw.sum(), (x, w), retain_graph=True, allow_unused=True))
print(torch.autograd.grad(gw.sum() + gx.sum(), x))
torch.nn.functional.prelu(x, torch.ones(1, 1))
z = torch.nn.functional.leaky_relu_(x * 1, -0.5)
z.sum().backward()
torch.nn.functional.elu_(x * 1, -0.5).sum().backward()
