# rule: modules.full-backward-hooks
# source: own
# claim: full backward hooks on a module whose output is no tensor nor tuple warn and are not called
# since: >=2.0
import torch
import torch.nn as nn

class M(nn.Module):
    def forward(self, x):
        return {"y": x * 2}

m, x = M(), torch.ones(1, requires_grad=True)
m.register_full_backward_hook(lambda m, i, o: print("called"))
m(x)["y"].sum().backward()
print(x.grad)
