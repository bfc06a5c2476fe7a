# rule: graph.grad-fn-names
# source: seeds/002
# claim: each operation changes the graph: also an in-place one gives the same tensor a new
#   grad_fn
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
print(y.grad_fn.name())
y += 1
print(y.grad_fn.name(), y.grad_fn.next_functions[0][0].name())
y.mul_(2)
print(y)
y.sum().backward()
print(x.grad)
