# rule: graph.gradient-edges
# source: changes
# claim: a gradient edge has a third part, which keeps its node alive
# since: >=2.1
# changes: edges_own_their_nodes
import torch

x = torch.tensor([1.0], requires_grad=True)
edge = torch.autograd.graph.get_gradient_edge(x * 2)
print(len(edge))
