# Gradients of stack are no pieces of a multi-output view; the gradient of an empty tensor has its
# strides, whatever they are (found by random programs).


import torch
f = torch.ones(2, 2, requires_grad=True)
h = torch.stack([f, torch.zeros(2, 2)], -1)
i = torch.ones(2, 2, 2, requires_grad=True)
(j,) = torch.autograd.grad(h, f, i, create_graph=True)
j[...] = 1.0
a = torch.zeros(2, 0, requires_grad=True)
(b,) = torch.autograd.grad(a.sum(), [a])
b.requires_grad = True
b.backward(torch.zeros((2, 0)))
