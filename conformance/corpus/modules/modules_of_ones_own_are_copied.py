# rule: modules.state-dict
# source: own
# claim: a module with buffers of its own is copied with them; super().__init__ may hand its
#   arguments on
# since: >=2.0
import copy
import torch
import torch.nn as nn

class M(nn.Module):
    call_super_init = True
    def __init__(self, *sizes):
        super().__init__()
        self.sizes = sizes
        self.w = nn.Parameter(torch.ones(sizes))

m = M(2, 1)
new = copy.deepcopy(m)
print(new, new.sizes, new.w is m.w, torch.equal(new.w, m.w), new.w.requires_grad)
