# rule: graph.retain-graph-defaults-to-create-graph
# source: seeds/002
# claim: retain_graph defaults to the value of create_graph: with create_graph=True nothing is
#   freed
import torch

x = torch.tensor([1.0, 3.0], requires_grad=True)
y = (x**2).sum()
(g,) = torch.autograd.grad(y, x, create_graph=True)
y.backward()
print(g, x.grad)
