# rule: modules.layers
# source: changes
# claim: `rms_norm` computes `float16` in `float32`; its result has the dtype of the input
# changes: rms_norm_computes_precisely
import torch

x = torch.tensor([1.0, 3.0], dtype=torch.float16, requires_grad=True)
weight = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.nn.functional.rms_norm(x, (2,), weight).dtype)
