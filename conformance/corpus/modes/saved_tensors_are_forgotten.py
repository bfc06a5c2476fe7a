# rule: modes.mutation-of-saved-tensors
# source: own
# claim: what was saved and is not needed any more is not copied
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    y = x * 1
    y.exp().sum().backward(retain_graph=True)
    z = y.exp()
    y.mul_(2)
    z.sum().backward()
print(x.grad, y._version)
