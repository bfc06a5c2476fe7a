# rule: modules.finding-parts
# source: own
# claim: a path must lead to a module, a parameter or a buffer, whichever was asked for
# since: >=2.0
import torch
import torch.nn as nn

m = nn.Sequential(nn.BatchNorm1d(2), nn.ReLU())
m.get_submodule("0.weight")
m.get_parameter("0.running_mean")
m.get_buffer("0.weight")
m.get_buffer("0.none")
print(m.get_buffer("0.running_mean"), m.get_submodule("") is m)
m.train(3)
