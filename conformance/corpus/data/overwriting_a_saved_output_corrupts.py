# rule: data.silent-corruption
# source: seeds/000
# claim: overwriting a saved result through .data raises nothing and gives a wrong gradient
import torch

a = torch.tensor([0.5, -1.0, 4.0], requires_grad=True)
s = a.sigmoid()
c = s.data
print(c.zero_())
print(s)
s.sum().backward()
print(a.grad)
