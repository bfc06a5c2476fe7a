# rule: graph.backward-without-history-raises
# source: seeds/003
# claim: the tensor beside the one that requires grad cannot be differentiated: same error
import torch

u = torch.tensor([1.5, -2.0], requires_grad=True)
v = torch.tensor([4.0, 6.0], requires_grad=False)
s = 5.0 * u + 0.5 * v
v.backward(torch.tensor([1.0, 1.0]))
print(u.grad, v.grad)
