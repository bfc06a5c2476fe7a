# rule: operators.pow
# source: changes
# claim: `2 ** x` is one operator; the number becomes no tensor
# changes: power_keeps_a_number
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = 2**x
print(y.grad_fn.name())
y.sum().backward()
