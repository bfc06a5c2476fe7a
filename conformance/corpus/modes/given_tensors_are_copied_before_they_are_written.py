# rule: modes.mutation-of-saved-tensors
# source: own
# claim: a saved tensor that a result is written into is copied first
# since: >=2.4
import torch

x, w = torch.tensor([1.0], requires_grad=True), torch.tensor([1.0])
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    y = x * w
    torch.sin(torch.tensor([2.0]), out=w)
    y.backward()
print(x.grad, w)
