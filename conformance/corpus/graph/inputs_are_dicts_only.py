# rule: graph.inputs-may-be-a-dict
# source: own
# claim: another mapping is refused; so are vectors of another number, and batches for an edge
# since: >=2.13
import collections
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([3.0], requires_grad=True)
torch.autograd.grad(x.sum(), collections.OrderedDict(x=x))
torch.autograd.backward(x.sum(), inputs=collections.OrderedDict(x=x))
print(torch.autograd.grad([(x * x).sum(), (w * w).sum()], [x]))
torch.autograd.functional.hvp(lambda a, b: (a * b).sum(), (x, x), (x,))
edge = torch.autograd.graph.get_gradient_edge(x * 2)
torch.autograd.grad(edge, x, torch.ones(2, 3), is_grads_batched=True)
(x * 2).grad_fn._saved_nothing
