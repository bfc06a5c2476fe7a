# rule: graph.autograd-grad
# source: seeds/002
# claim: grad_outputs weights the elements of a non-scalar output; without it grad raises
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * x
torch.autograd.grad(y, x)
(g,) = torch.autograd.grad(y, x, grad_outputs=torch.tensor([0.5, 0.0, 10.0]))
print(g)
