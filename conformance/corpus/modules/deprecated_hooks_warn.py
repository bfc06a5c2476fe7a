# rule: modules.kinds-of-backward-hooks-exclude-each-other
# source: own
# claim: the deprecated backward hook warns where it may see only a part of the gradients
# since: >=2.4
import torch
import torch.nn as nn

x = torch.ones(2, requires_grad=True)
class M(nn.Module):
    def forward(self, f, x):
        return f(x)

for f in (torch.exp, lambda x: [x * 2], lambda x: (x * 2, x + 1), lambda x: {"y": x * 2}):
    m = M()
    m.register_backward_hook(lambda m, i, o: print(len(i), len(o)))
    m(f, x)
    m(f, x.detach() if f is torch.exp else x)
