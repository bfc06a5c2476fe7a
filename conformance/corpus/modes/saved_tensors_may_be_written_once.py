# rule: modes.mutation-of-saved-tensors
# source: own
# claim: backward must run in the same context, which does not nest
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    y = x * 1
    z = y.exp() * y
    y.mul_(2)
    z.sum().backward()
    w = (x * 1).exp()
w.sum().backward()
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    w.sum().backward()
print(x.grad)
