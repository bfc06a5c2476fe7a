# rule: graph.gradient-edges
# source: own
# claim: a view of a leaf made under no_grad requires grad, and has no place in a graph
# since: >=2.8
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    v = x[:1]
print(v.requires_grad, v.grad_fn)
torch.autograd.graph.get_gradient_edge(v)
torch.autograd.graph.register_multi_grad_hook((v,), lambda grads: None)
v.mul_(2)
