# rule: gradients.of-operators
# source: changes
# claim: the gradient of `special.i1` and `special.i1e` at NaN is NaN, not 1/2
# changes: bessel_gradients_of_nan_are_nan
import torch

x = torch.tensor([float("nan")], requires_grad=True)
torch.special.i1(x).sum().backward()
print(x.grad)
