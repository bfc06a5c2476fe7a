# rule: gradients.chain-rule
# source: seeds/002
# claim: starting at the root, the chain rule reaches every leaf that requires grad, through
#   several stages
import torch

a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
c = torch.tensor(0.5, requires_grad=True)
inner = a * b
root = inner**2 * c + b
root.backward()
print(a.grad, b.grad, c.grad)
