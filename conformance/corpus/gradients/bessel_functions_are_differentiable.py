# rule: gradients.of-operators
# source: changes
# claim: `special.bessel_*` and `special.modified_bessel_*` have a derivative
# changes: bessel_functions_are_differentiable
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.special.bessel_j0(x).requires_grad)
