# rule: functions.vmap
# source: own
# claim: vmap takes any dimension, None for what is the same for all, and trees of them; what is
#   drawn is the same for each element or not
# since: >=2.0
import torch
from torch.func import grad, vmap

x = torch.arange(6.0).view(2, 3)
y = torch.tensor([1.0, 2.0, 3.0])
print(vmap(lambda a: a.sum())(x), vmap(lambda a, b: a * b, in_dims=(1, 0), out_dims=1)(x, y))
print(vmap(lambda a, b: (a * b, a), in_dims=(0, None), out_dims=(0, 1))(x, y))
print(vmap(lambda d, k=1: d["a"] + d["b"][0] * k, in_dims=({"a": 0, "b": 0},))({"a": x, "b": [x]}))
print(vmap(grad(lambda a: (a**2).sum()))(x))
vmap(lambda a: a.sum(), randomness="some")(x)
print(vmap(lambda a: a + torch.rand(3), randomness="same")(torch.zeros(2, 3)).std(0))
print(vmap(lambda a: a + torch.rand(3), randomness="different")(torch.zeros(2, 3)).shape)
