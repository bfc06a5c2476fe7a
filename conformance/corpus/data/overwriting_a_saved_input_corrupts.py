# rule: data.silent-corruption
# source: seeds/001
# claim: a write through .data between loss and backward silently changes the gradient from the
#   right one
import torch

a = torch.tensor([4.0, 1.0, -2.0], requires_grad=True)
b = a - 3
loss = torch.mean(b * b)
right = torch.autograd.grad(loss, a, retain_graph=True)
b.data.zero_()
print(b)
loss.backward()
print(a.grad, right)
