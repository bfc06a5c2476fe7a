# rule: gradients.of-operators
# source: changes
# claim: `special.i1` and `special.i1e` have a derivative for `float16` and `bfloat16`; so `i0`
#   and `special.i0e` have a second one
# since: >=2.8
# changes: bessel_gradients_in_half_precision
import torch

x = torch.tensor([1.0, 2.0], dtype=torch.float16, requires_grad=True)
torch.special.i1(x).sum().backward()
print(x.grad)
