# rule: data.silent-corruption
# source: seeds/000
# claim: incomplete: only if backward needs the old value is the gradient wrong; here it stays
#   right
import torch

a = torch.tensor([4.0, 1.0], requires_grad=True)
b = a + 3
b.data.zero_()
(b * 5).sum().backward()
print(b)
print(a.grad)
