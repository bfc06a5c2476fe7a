# rule: modules.layers
# source: own
# claim: other kinds of recurrent layers, and what they show
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
x = torch.randn(3, 2, 4)
thin = nn.LSTM(4, 3, proj_size=2).double()
gru, rnn = nn.GRU(4, 3, 2, batch_first=True, dropout=0.5).eval(), nn.RNN(4, 3, 1, "relu")
thin(x.double())[0].sum().backward()
gru(x)[1].sum().backward()
rnn(x[0], torch.zeros(1, 3))[0].sum().backward()
print(thin, gru, rnn, thin.all_weights[0][0].shape, thin.flatten_parameters())
