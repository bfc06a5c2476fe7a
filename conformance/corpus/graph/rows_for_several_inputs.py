# rule: graph.batched-gradients
# source: own
# claim: of several vectors at once, each input has its rows
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([3.0, 4.0], requires_grad=True)
print(torch.autograd.grad(x * y, [x, y], torch.eye(2), is_grads_batched=True))
half = torch.ones(2, dtype=torch.bfloat16, requires_grad=True)
print(torch.autograd.grad((half * x).sum(), [half, x]))
