# How the second derivatives that torch lacks are refused (found by random programs).


import torch
import torch.nn.functional as F
def twice(result, x):
    (gradient,) = torch.autograd.grad(result.sum(), x, create_graph=True)
    gradient.sum().backward()
w = torch.ones(1, 2, requires_grad=True)
twice(F.ctc_loss(w, torch.tensor([[1]]), [1], [1]), w)
twice(F.multilabel_margin_loss(w, torch.tensor([[1, 0]])), w)
twice(F.multi_margin_loss(w, torch.tensor([1])), w)
t = torch.ones(3, 2, requires_grad=True)
twice(F.embedding_bag(torch.tensor([[0, 1]]), t, mode="sum", per_sample_weights=w), w)
# A tensor that requires grad only as its base does has no place for a gradient, and ends the graph.
a = torch.tensor([1.0], requires_grad=True)
with torch.no_grad():
    b = a.expand(1, *a.shape)
d = b.mul(b)
torch.autograd.graph.register_multi_grad_hook([d], print)
torch.autograd.grad(d.sum(), d)
