# An inference tensor is recorded beside a number only where the number becomes a tensor, a normal
# one (found by random programs).


import torch
with torch.inference_mode():
    f = torch.nn.Parameter(torch.tensor([1.5]))
a = 1 - f
b = f / 2
c = 2 / f
d = f ** 2
e = f.fmod(2)
g = f.remainder(2)
h = f - 1
