# rule: gradients.vector-needs-argument
# source: seeds/000
# claim: the argument must have the shape of the output; another shape raises and leaves .grad
#   untouched
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 5
y.backward(torch.ones(3))
print(x.grad)
y.backward(torch.ones(2))
print(x.grad)
