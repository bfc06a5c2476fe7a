# rule: functions.vmap
# source: own
# claim: within vmap a tensor stands for many; its value is not to be had
# since: >=2.13
import torch
from torch.func import vmap

x = torch.arange(6.0).view(2, 3)
vmap(lambda t: t[0].item())(x)
vmap(lambda t: (t * 2).tolist())(x)
vmap(lambda t: t if t[0] > 0 else -t)(x)
vmap(lambda t: torch.nonzero(t))(x)
vmap(lambda t: t[t > 0])(x)
vmap(lambda t: torch.randn(2))(x)
vmap(lambda t: t.sum().backward())(x)
print(vmap(lambda t: torch.stack([t, t.exp()]))(x), torch.vmap(lambda t: t.max(0)[0])(x))
