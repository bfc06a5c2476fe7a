# rule: operators.prod-exact-at-zeros
# source: changes
# claim: the gradient of `x.prod()` can be differentiated also where several elements are 0
# changes: product_of_zeros_differentiates_twice
import torch

x = torch.tensor([0.0, 0.0, 2.0], requires_grad=True)
(g,) = torch.autograd.grad(x.prod(), x, create_graph=True)
g.sum().backward()
print(x.grad)
