# rule: modules.what-may-be-registered
# source: own
# claim: parameters, buffers and modules are assigned after Module.__init__
# since: >=2.0
import torch
import torch.nn as nn

class M(nn.Module):
    def __init__(self, kind):
        if kind == "buffer":
            self.register_buffer("x", torch.ones(1))
        self.x = nn.Parameter(torch.ones(1)) if kind == "parameter" else nn.ReLU()

M("parameter")
M("module")
M("buffer")
nn.Module(3)
nn.Module(x=3)
