# rule: gradients.of-operators
# source: changes
# claim: `squeeze` takes several dimensions, and the nodes of `squeeze_` are numbered on by one
# changes: squeeze_takes_several
import torch

x = torch.ones(1, 2, requires_grad=True)
y = x * 1
y.squeeze_()
print(y.grad_fn.name())
