# rule: graph.several-outputs
# source: seeds/002
# claim: several outputs may be given; their gradients are summed, each with its own weights
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
first = x * 3
second = x**2
weights = (torch.ones(2), torch.tensor([10.0, 100.0]))
print(torch.autograd.grad((first, second), x, grad_outputs=weights))
