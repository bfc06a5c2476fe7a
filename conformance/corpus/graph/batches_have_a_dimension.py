# rule: graph.batched-gradients
# source: own
# claim: batched vectors need a dimension that counts them, and an edge takes no batch
# since: >=2.13
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
two = torch.tensor([1.0, 2.0])
print(torch.autograd.grad(y, x, two, is_grads_batched=True, retain_graph=True))
torch.autograd.grad(y, x, torch.tensor(1.0), is_grads_batched=True)
edge = torch.autograd.graph.get_gradient_edge(y)
torch.autograd.grad(edge, x, two, is_grads_batched=True)
print(torch.autograd.grad(edge, x, torch.tensor(1.0)))
torch.autograd.backward(x.sum(), inputs={"x": x})
