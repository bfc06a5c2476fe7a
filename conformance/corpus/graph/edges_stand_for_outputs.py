# rule: graph.gradient-edges
# source: changes
# claim: `backward` and `grad` take a gradient edge in the place of an output
# since: >=2.1
# changes: edges_stand_for_outputs
import torch

x = torch.tensor([1.0], requires_grad=True)
y = x * 2
edge = torch.autograd.graph.get_gradient_edge(y)
torch.autograd.backward(edge, torch.tensor([1.0]))
print(x.grad)
