# rule: modules.layers
# source: own
# claim: a cell is one step, of a batch or of one sample
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
x = torch.randn(3, 2, 4)
lstm, gru = nn.LSTMCell(4, 3), nn.GRUCell(4, 3)
rnn = nn.RNNCell(4, 3, nonlinearity="relu", bias=False)
lstm(x[0], (torch.ones(2, 3), torch.ones(2, 3)))[0].sum().backward()
lstm(x[0, 0])[1].sum().backward()
gru(x[0, 0]).sum().backward()
rnn(x[0], torch.ones(2, 3)).sum().backward()
print(lstm, gru, rnn)
