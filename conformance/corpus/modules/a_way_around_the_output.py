# rule: modules.full-backward-hooks
# source: own
# claim: a gradient that comes to the input by a way around the output does not call the hook
# since: >=2.0
import torch
import torch.nn as nn

kept = []
class M(nn.Module):
    def forward(self, x):
        kept.append(x * 3)
        return x * 2

m, x = M(), torch.ones(1, requires_grad=True)
m.register_full_backward_hook(lambda m, i, o: print(i, o))
y = m(x)
kept[0].backward()
y.backward()
print(x.grad)
