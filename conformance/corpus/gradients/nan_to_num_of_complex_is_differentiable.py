# rule: gradients.of-operators
# source: changes
# claim: `nan_to_num` has a derivative for complex numbers
# changes: nan_to_num_of_complex_is_differentiable
import torch

x = torch.tensor([1.0 + 2.0j], requires_grad=True)
torch.nan_to_num(x)
