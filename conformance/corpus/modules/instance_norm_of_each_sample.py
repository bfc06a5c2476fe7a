# rule: modules.layers
# source: own
# claim: instance normalization has no weight unless asked to, takes a sample without a batch,
#   and warns of a number of channels it does not use
import torch

m = torch.nn.InstanceNorm1d(2)
x = torch.tensor([[1.0, 2.0, 4.0], [0.0, 3.0, -3.0]], requires_grad=True)
print(m, len(m.state_dict()), m(x))
m(torch.ones(3, 2))
n = torch.nn.InstanceNorm1d(2, affine=True)
(n(x.unsqueeze(0)) * torch.tensor([1.0, 2.0, 3.0])).sum().backward()
print(n, n.weight.grad, n.bias.grad)
n(torch.ones(3, 2))
