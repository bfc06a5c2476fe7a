# rule: modules.layers
# source: own
# claim: cells refuse inputs and states of other dimensions
# since: >=2.4
import torch
import torch.nn as nn

x, odd = torch.ones(3, 2, 4), nn.RNNCell(4, 3, nonlinearity="other")
nn.LSTMCell(4, 3)(x)
nn.GRUCell(4, 3)(x)
nn.GRUCell(4, 3)(x[0], torch.ones(1, 2, 3))
nn.LSTMCell(4, 3)(x[0], (torch.ones(1, 2, 3), torch.ones(2, 3)))
odd(x[0])
print(odd)
