# rule: operators.hardtanh-bounds
# source: changes
# claim: `hardtanh` refuses bounds in the wrong order
# changes: hardtanh_refuses_crossed_bounds
import torch

x = torch.tensor([0.0, 2.0])
y = torch.nn.functional.hardtanh(x, 1.0, -1.0)
