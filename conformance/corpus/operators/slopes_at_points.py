# rule: operators.gradient
# source: own
# claim: slopes on points that are not equally far apart, with one-sided ends of first or second
#   order
import torch

x = torch.tensor([1.0, 2.0, 4.0, 7.0], requires_grad=True)
t = torch.tensor([0.0, 1.0, 3.0, 4.0])
print(torch.gradient(x, spacing=(t,), edge_order=1), torch.gradient(x, spacing=(t,), edge_order=2))
print(torch.trapezoid(x, t), torch.trapezoid(x.view(2, 2), t[:2]), torch.cumulative_trapezoid(x, t))
torch.gradient(x, spacing=(t,))[0].sum().backward()
print(x.grad)
