# rule: data.result-requires-no-grad
# source: seeds/000, seeds/001
# claim: wrong: .data did not vanish with Variable, every tensor has it; it gives the values
#   without the graph
import torch

x = torch.tensor([3.0, -2.0], requires_grad=True)
y = x**3
print(y)
print(y.data)
print(x.data, x.data.requires_grad, x.data.is_leaf)
