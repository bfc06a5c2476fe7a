# rule: modules.zero-grad
# source: own
# claim: zero_grad to zeros detaches a gradient that was made with a graph
# since: >=2.0
import torch
import torch.nn as nn

m = nn.Linear(2, 1)
(m.weight**3).sum().backward(create_graph=True)
grad = m.weight.grad
m.zero_grad(set_to_none=False)
print(m.weight.grad is grad, grad, m.bias.grad)
