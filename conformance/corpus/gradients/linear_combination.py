# rule: gradients.chain-rule
# source: seeds/003
# claim: backward on a weighted sum leaves each leaf its own factor
import torch

p = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
q = torch.tensor([4.0, 5.0, 6.0], requires_grad=True)
r = 0.25 * p - 8.0 * q
r.backward(torch.tensor([1.0, 1.0, 1.0]))
print(r)
print(p.grad, q.grad)
