# rule: data.silent-corruption
# source: own
# claim: a gradient to be shared among the elements that have the result's value is 0/0 if none has
import torch

x = torch.tensor([[1.0, 5.0], [3.0, 4.0]], requires_grad=True)
y = torch.zeros(2, 2).scatter_reduce(0, torch.tensor([[1, 1], [1, 1]]), x, "amax")
y.data[1, 0] = 2.0
y.sum().backward()
print(x.grad)
