# rule: modules.what-may-be-registered
# source: changes
# claim: there is `nn.Buffer`, and errors name it
# changes: modules_take_buffers
import torch

m = torch.nn.Linear(1, 1)
m.register_buffer("extra", torch.ones(1))
m.extra = 1
