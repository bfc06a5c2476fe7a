# rule: modules.layers
# source: own
# claim: recurrent layers refuse settings that do not fit
# since: >=2.4
import torch
import torch.nn as nn

nn.LSTM(4, 3, dropout=0.5)
nn.LSTM(4, 3, dropout=2)
nn.LSTM(4, 0)
nn.LSTM(4, 3, 0)
nn.LSTM(4, 3, proj_size=-1)
nn.LSTM(4, 3, proj_size=3)
nn.GRU(4, 3, proj_size=1)
nn.RNN(4, 3, nonlinearity="other")
nn.RNNBase("other", 2, 2)
