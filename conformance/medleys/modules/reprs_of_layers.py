"""How layers print, and arguments they refuse."""

import torch
from torch import nn

for m in [nn.ReLU(), nn.ReLU(True), nn.LeakyReLU(0.2), nn.LeakyReLU(0.2, True), nn.ELU(), nn.GELU(), nn.GELU("tanh"), nn.Softmax(1), nn.Softmax(), nn.LogSoftmax(dim=0), nn.Sigmoid(), nn.Tanh(), nn.Softplus(), nn.SiLU(), nn.Hardtanh(), nn.ReLU6(), nn.Hardswish(), nn.PReLU(), nn.Dropout(0.3), nn.Flatten(), nn.Unflatten(1, (2, 3)), nn.BatchNorm1d(3), nn.LayerNorm(3), nn.LayerNorm((2, 3), elementwise_affine=False), nn.Embedding(3, 2), nn.Embedding(3, 2, padding_idx=-1), nn.MSELoss(), nn.L1Loss(), nn.CrossEntropyLoss(), nn.NLLLoss(), nn.BCELoss(), nn.BCEWithLogitsLoss(), nn.Identity(3), nn.Mish(), nn.SELU(), nn.CELU(), nn.Softsign(), nn.Tanhshrink(), nn.LogSigmoid(), nn.Softmin(), nn.SmoothL1Loss(), nn.HuberLoss(), nn.KLDivLoss()]:
    print(m, type(m))
nn.Dropout(3)
nn.ReLU(1, 2, 3)
nn.Tanh(1)
nn.ReLU(foo=1)
nn.MSELoss(size_average=False)
nn.Embedding(3, 2, padding_idx=5)
nn.Unflatten(1, 3)
nn.BatchNorm1d(3)(torch.ones(2))
