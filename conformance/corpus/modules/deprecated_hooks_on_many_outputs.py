# rule: modules.kinds-of-backward-hooks-exclude-each-other
# source: own
# claim: of several outputs the deprecated hook sees that of the first node
# since: >=2.4
import torch
import torch.nn as nn

x = torch.ones(2, requires_grad=True)
class M(nn.Module):
    def forward(self, x, how):
        halves = (x * 1).split(1)
        return {"both": halves, "none": (x * 2, x.detach()), "late": (x.detach(), x * 2)}[how]

for how in ("both", "none", "late"):
    m = M()
    m.register_backward_hook(lambda m, i, o: print(how, i, o))
    m(x, how)[1 if how == "late" else 0].sum().backward()
