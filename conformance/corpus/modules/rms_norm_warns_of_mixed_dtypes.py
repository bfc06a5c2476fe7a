# rule: modules.layers
# source: changes
# claim: `rms_norm` warns of a weight of another dtype than the input
# changes: rms_norm_warns_of_mixed_dtypes
import torch

x = torch.tensor([1.0, 3.0], dtype=torch.float64)
torch.nn.functional.rms_norm(x, (2,), torch.tensor([1.0, 2.0]))
