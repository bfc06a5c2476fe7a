# rule: operators.interpolate-nearest
# source: changes
# claim: the nodes of `interpolate` are those of the forms that take a size (`Backward0`)
# changes: interpolation_shows_its_size
import torch

x = torch.ones(1, 1, 2, requires_grad=True)
y = torch.nn.functional.interpolate(x, scale_factor=2.0)
print(y.grad_fn.name())
