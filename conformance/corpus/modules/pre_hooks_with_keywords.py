# rule: modules.forward-hooks
# source: own
# claim: a forward pre-hook that sees keywords returns both kinds of arguments, None, or is refused
# since: >=2.0
import torch
import torch.nn as nn

class Twice(nn.Module):
    def forward(self, x, k=1):
        return x * k

m = Twice()
m.register_forward_pre_hook(lambda m, a, k: print(k), with_kwargs=True)
handle = m.register_forward_pre_hook(lambda m, a, k: (a, {"k": 3}), with_kwargs=True)
print(m(torch.ones(1), k=2))
handle.remove()
m.register_forward_pre_hook(lambda m, a, k: 3, with_kwargs=True)
m(torch.ones(1))
