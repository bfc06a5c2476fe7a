"""Assigning before `Module.__init__`, and a module without `forward`."""

import torch
from torch import nn

class M(nn.Module):
    def __init__(self):
        self.a = nn.Parameter(torch.ones(2))
m = M()
class M2(nn.Module):
    def __init__(self):
        self.a = nn.Linear(2, 2)
m = M2()
class M3(nn.Module):
    def __init__(self):
        self.register_buffer("a", torch.ones(1))
m = M3()
class M4(nn.Module):
    pass
m = M4()
m(3)
nn.Module(3)
nn.Module(a=3)
