"""Hooks on saving and loading, and state that is no tensor."""

import torch
from torch import nn

m = nn.Linear(1, 1)
h = m.register_state_dict_post_hook(lambda module, sd, prefix, meta: print(sorted(sd), prefix))
m.state_dict()
m.register_state_dict_pre_hook(lambda module, prefix, keep: print('pre', prefix, keep)); m.state_dict()
m.register_load_state_dict_post_hook(lambda module, inc: print(inc)); m.load_state_dict(m.state_dict())
m.register_load_state_dict_pre_hook(lambda module, sd, prefix, meta, strict, miss, unexp, err: print('lpre', sorted(sd), strict)); m.load_state_dict(m.state_dict())

class M(nn.Module):
    def __init__(self): super().__init__(); self.k = 1
    def get_extra_state(self): return {'k': self.k}
    def set_extra_state(self, s): self.k = s['k']
m = M(); m.k = 5; sd = m.state_dict(); print(sd); n = M(); n.load_state_dict(sd); print(n.k)
nn.Module().get_extra_state()
