# rule: modules.layers
# source: changes
# claim: `RNN`, `LSTM` and `GRU` check the types of all settings, and refuse inputs of size 0
# changes: recurrent_layers_check_all_settings
import torch

print(torch.nn.LSTM(0, 2))
print(torch.nn.GRU(2, 2, bias=1).bias)
