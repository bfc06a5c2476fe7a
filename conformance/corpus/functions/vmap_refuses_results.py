# rule: functions.vmap
# source: own
# claim: out_dims must fit what the function returns, which are tensors; a tuple of one fits a
#   tensor
# since: >=2.4
import torch
from torch.func import vmap

x = torch.ones(2, 3)
vmap(lambda a: a, out_dims=None)(x)
vmap(lambda a: 1)(x)
vmap(lambda a: (a, a), out_dims=(0, 0, 0))(x)
print(vmap(lambda a: a * 2, out_dims=(1,))(x), vmap(lambda a: {"k": (a, a)}, out_dims=1)(x))
