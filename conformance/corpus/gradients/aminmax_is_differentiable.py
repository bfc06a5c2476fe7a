# rule: gradients.of-operators
# source: changes
# claim: `aminmax` has a derivative
# changes: aminmax_is_differentiable
import torch

x = torch.tensor([1.0, 3.0, 3.0], requires_grad=True)
low, high = x.aminmax()
(low * 2 + high).backward()
print(x.grad)
