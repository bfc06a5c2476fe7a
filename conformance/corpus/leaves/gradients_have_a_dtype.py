# rule: leaves.grad-assignment-checks
# source: changes
# claim: `Tensor.grad_dtype` exists, and errors about the dtype of a gradient speak of it
# changes: gradients_have_a_dtype
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.grad = torch.ones(2, dtype=torch.float64)
