# rule: modules.layers
# source: changes
# claim: errors and warnings are reworded
# changes: texts_of_2_11
import torch

torch.nn.Hardtanh(1.0, -1.0)
