# rule: modules.kinds-of-backward-hooks-exclude-each-other
# source: own
# claim: of several outputs the deprecated hook sees that of the first node
# since: >=2.4
import torch
import torch.nn as nn

x = torch.ones(2, requires_grad=True)
class M(nn.Module):
    def forward(self, x):
        y = x * 2
        results = {"parts": y.split(1), "two": (y, x + 1), "one": (y, x.data), "late": (x.data, y)}
        return results[how]

for how in ("parts", "two", "one", "late"):
    m = M()
    m.register_backward_hook(lambda m, i, o: print(how, i, o))
    sum(y.sum() for y in m(x * 1)).backward()
