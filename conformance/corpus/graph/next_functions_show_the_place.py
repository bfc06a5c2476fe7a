# rule: graph.next-functions
# source: seeds/002
# claim: from grad_fn the graph can be walked back: operations as nodes, inputs as edges, shared
#   where shared
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x.exp()
b = a * 3 + a
left = b.grad_fn.next_functions[0][0]
right = b.grad_fn.next_functions[1][0]
print(b.grad_fn.name(), left.name(), right.name())
print(left.next_functions[0][0] is right, right is a.grad_fn)
