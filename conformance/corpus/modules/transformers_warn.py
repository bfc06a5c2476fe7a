# rule: modules.layers
# source: own
# claim: an encoder says why it does not pack padded sequences
# since: >=2.4
import torch
import torch.nn as nn

encoder, layer = nn.TransformerEncoder, nn.TransformerEncoderLayer
encoder(nn.Linear(2, 2), 1)
encoder(layer(4, 2, 8), 1)
encoder(layer(4, 1, 8, batch_first=True), 1)
encoder(layer(4, 2, 8, norm_first=True), 1)
encoder(layer(4, 2, 8, bias=False, batch_first=True), 1)
encoder(layer(4, 2, 8, activation=nn.Tanh(), batch_first=True), 1)
layer(4, 2, 8, activation="tanh")
