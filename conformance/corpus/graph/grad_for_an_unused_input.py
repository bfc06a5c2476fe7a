# rule: graph.allow-unused
# source: own
# claim: an input the output does not depend on raises, unless allow_unused=True gives None for
#   it
# changes: unused_input_has_its_index
import torch

a = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.tensor([3.0, 4.0], requires_grad=True)
loss = (a * 2).sum()
torch.autograd.grad(loss, [a, b], retain_graph=True)
print(torch.autograd.grad(loss, [a, b], allow_unused=True))
