# rule: graph.unused-input-raises
# source: own
# claim: an input that does not require grad raises
import torch

a = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.tensor([3.0, 4.0])
loss = (a * b).sum()
torch.autograd.grad(loss, b)
print(torch.autograd.grad(loss, a))
