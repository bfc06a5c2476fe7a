# rule: modules.layers
# source: own
# claim: recurrent layers refuse inputs and states that do not fit
# since: >=2.4
import torch
import torch.nn as nn

gru, lstm, x = nn.GRU(4, 3), nn.LSTM(4, 3), torch.ones(3, 2, 4)
gru(torch.ones(2, 2, 5))
gru(torch.ones(2))
gru(x, torch.zeros(2, 3))
gru(x, torch.zeros(2, 1, 3))
lstm(x[0], (torch.zeros(1, 2, 3), torch.zeros(1, 2, 3)))
lstm(x, (torch.zeros(1, 2, 2), torch.zeros(1, 2, 3)))
gru.check_input(torch.ones(2, 2), None)
gru(x.double())
