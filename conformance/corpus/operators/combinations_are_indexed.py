# rule: operators.index
# source: changes
# claim: `combinations` indexes its argument: `Index`, not `Stack`
# changes: combinations_are_indexed
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = torch.combinations(x)
print(y, y.grad_fn.name())
(y * y).sum().backward()
print(x.grad)
