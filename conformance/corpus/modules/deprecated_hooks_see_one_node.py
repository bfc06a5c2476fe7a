# rule: modules.kinds-of-backward-hooks-exclude-each-other
# source: own
# claim: the deprecated backward hook sees the gradients of the last node alone, and warns if there
#   are more
# since: >=2.4
import torch
import torch.nn as nn

x = torch.ones(1, 2, requires_grad=True)
for m in (nn.Linear(2, 2), nn.Tanh(), nn.Tanhshrink(), nn.Identity()):
    m.register_backward_hook(lambda m, i, o: print(type(m).__name__, i, o))
    m(x * 1).sum().backward()
