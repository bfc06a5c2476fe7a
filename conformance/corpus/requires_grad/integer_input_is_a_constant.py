# rule: requires-grad.any-input-propagates
# source: seeds/003
# claim: an integer tensor may take part: the result requires grad because of the other input,
#   the integer gets none
import torch

n = torch.tensor([2, 3])
x = torch.tensor([0.5, 1.5], requires_grad=True)
y = n * x
y.sum().backward()
print(y)
print(x.grad, n.grad)
