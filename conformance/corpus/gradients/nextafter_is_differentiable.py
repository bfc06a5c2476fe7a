# rule: gradients.of-operators
# source: changes
# claim: `nextafter` has a derivative
# changes: nextafter_is_differentiable
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
torch.nextafter(x, torch.tensor([3.0, 2.0])).sum().backward()
print(x.grad)
