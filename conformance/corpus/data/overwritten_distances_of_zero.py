# rule: data.silent-corruption
# source: own
# claim: a distance overwritten with 0 hands no gradient on
import torch

x = torch.tensor([[1.0, 2.0], [4.0, 6.0], [0.0, 0.0]], requires_grad=True)
for p in (1.0, 2.0, 3.0):
    y = torch.nn.functional.pdist(x, p)
    y.data[0] = 0.0
    y.sum().backward()
    print(x.grad)
