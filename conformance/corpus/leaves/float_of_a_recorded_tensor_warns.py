# rule: leaves.item-and-tolist
# source: changes
# claim: `float(x)` and `complex(x)` of a tensor that requires grad warn
# changes: float_of_a_recorded_tensor_warns
import torch

x = torch.tensor(1.0, requires_grad=True)
print(float(x))
