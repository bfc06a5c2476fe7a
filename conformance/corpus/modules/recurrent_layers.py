# rule: modules.layers
# source: own
# claim: the gradient of a recurrent layer comes back through all steps; detached, it ends there
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
x = torch.randn(3, 2, 4)
lstm, one = nn.LSTM(4, 3, 2, True, True, bidirectional=True), nn.LSTM(4, 3, bias=False)
lstm(x)[0].pow(2).sum().backward()
one(x)[0].sum().backward()
h, c = [s.detach() for s in one(x)[1]]
one(x, (h, c))[1][1].sum().backward()
one(x[:, 0])[1][0].sum().backward()
one(x)[1][0].sum().backward()
