# rule: data.silent-corruption
# source: own
# claim: the wrong gradient is the one that belongs to the overwritten values, not some fixed
#   number
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
loss = (y**3).sum()
y.data.mul_(10)
loss.backward()
print(loss, x.grad)
