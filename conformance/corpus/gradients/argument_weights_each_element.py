# rule: gradients.vector-needs-argument
# source: seeds/000, seeds/002
# claim: the tensor given to backward weights each element of the output: it is a
#   vector-Jacobian product
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
(x**2).backward(torch.tensor([1.0, 0.0, -0.5]))
weighted = x.grad.clone()
x.grad = None
(x**2 * torch.tensor([1.0, 0.0, -0.5])).sum().backward()
print(weighted, x.grad)
