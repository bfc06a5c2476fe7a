# rule: graph.next-functions
# source: seeds/002
# claim: the path from a result ends in AccumulateGrad, which holds the leaf and has no
#   'Backward' name
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
node = y.grad_fn.next_functions[0][0]
print(node.name(), node.variable is x)
print(y.grad_fn.next_functions[1])
