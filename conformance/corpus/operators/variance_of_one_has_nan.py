# rule: operators.variance-of-one-element
# source: changes
# claim: the gradient of `var()` of one element is NaN; it was infinite, and of a wrong shape
# changes: variance_of_one_has_nan
import torch

x = torch.tensor([1.0], requires_grad=True)
x.var().backward()
print(x.grad)
