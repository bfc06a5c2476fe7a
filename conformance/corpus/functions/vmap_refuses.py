# rule: functions.vmap
# source: own
# claim: dimensions must fit the structure of inputs and outputs, and all inputs have as many
#   elements
# since: >=2.0
import torch
from torch.func import vmap

x = torch.ones(2, 3)
vmap(lambda a: a, in_dims="0")(x)
vmap(lambda: 1)()
vmap(lambda a, b: a, in_dims=(0,))(x, x)
vmap(lambda a, b: a)(x, x[:1])
vmap(lambda a, b: a)(x, 2)
vmap(lambda a: a, in_dims=2)(x)
vmap(lambda a: a["p"], in_dims=({"q": {"r": 0, "s": 0}},))({"q": {"r": x}})
vmap(lambda a: a, in_dims=("0",))(x)
