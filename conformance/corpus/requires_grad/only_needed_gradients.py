# rule: requires-grad.only-needed-gradients
# source: seeds/003
# claim: backward fills .grad of the input that requires grad; the other input's .grad stays
#   None
import torch

u = torch.tensor([1.5, -2.0], requires_grad=True)
v = torch.tensor([4.0, 6.0], requires_grad=False)
s = 5.0 * u + 0.5 * v
print(u, u.requires_grad)
print(v, v.requires_grad)
print(s, s.requires_grad)
s.backward(torch.tensor([1.0, 1.0]))
print(u.grad)
print(v.grad)
