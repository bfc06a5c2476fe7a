# rule: gradients.of-operators
# source: changes
# claim: `ldexp` of a half precision number and an integer stays in half precision
# changes: ldexp_keeps_the_dtype
import torch

x = torch.tensor([1.5, 2.0], dtype=torch.float16, requires_grad=True)
y = torch.ldexp(x, torch.tensor([1, 2]))
y.sum().backward()
print(y, x.grad)
