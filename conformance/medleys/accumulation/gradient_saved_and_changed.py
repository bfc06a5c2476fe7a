# How often a gradient was written to on its way, and by which operation it was made, is left open,
# also in the text of the error that says that it was changed since it was saved (found by random
# programs).


import torch
b = torch.tensor([1.0], requires_grad=True)
c = b.log()
e = torch.tensor([1.0], requires_grad=True)
g = torch.nn.functional.binary_cross_entropy_with_logits(e, torch.ones(1))
h, = torch.autograd.grad(g, e, torch.tensor(1.0))
c.div_(h)
h.fill_(1.0)
torch.autograd.backward([c], [c])
b = torch.tensor([1.0], requires_grad=True)
d, = torch.autograd.grad(torch.relu(b), b, torch.tensor([1.0]), create_graph=True)
k = d.square()
d.detach().add_(1)
k.backward()
