# rule: modules.conversion
# source: own
# claim: going to the device without memory gives a module new parameters, from where there is no
#   way back
# since: >=2.4
import torch
import torch.nn as nn

m = nn.Linear(1, 1)
w = m.weight.requires_grad_(False)
w.grad = torch.ones(1, 1)
m.to("meta")
print(m.weight is w, m.weight, m.weight.grad, w.grad, m(torch.ones(2, 1, device="meta")).shape)
m.to("cpu")
