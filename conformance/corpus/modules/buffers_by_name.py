# rule: modules.what-may-be-registered
# source: own
# claim: a Buffer is found by its name, its persistence with it; a tensor or None may follow, and
#   nothing else
# since: >=2.13
import torch
import torch.nn as nn

m = nn.Module()
m.b = nn.Buffer(torch.ones(1), persistent=False)
m.c = nn.Buffer(torch.ones(2))
m.c = torch.zeros(3)
m.c = 3
m.b = None
m.d = m.c
m.register_buffer("d", torch.ones(1))
print(m.state_dict(), list(m.named_buffers()), list(m.buffers()))
