# rule: modules.input-needs-no-grad
# source: seeds/001
# claim: asking for gradients of input and target changes no parameter's gradient
import torch
import torch.nn as nn

net = nn.Linear(2, 1)
x = torch.tensor([[1.0, 2.0], [3.0, -1.0]])
target = torch.tensor([[0.5], [1.0]])
plain = torch.autograd.grad(((net(x) - target) ** 2).sum(), net.weight)
x.requires_grad_()
target.requires_grad_()
asked = torch.autograd.grad(((net(x) - target) ** 2).sum(), net.weight)
print(torch.equal(plain[0], asked[0]))
