# rule: modes.no-grad-records-nothing
# source: seeds/000, seeds/003
# claim: 'in essence the same' is wrong: detach() cuts one input, no_grad cuts every input of
#   the operation
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([3.0, 4.0], requires_grad=True)
by_detach = x.detach() * w
with torch.no_grad():
    by_no_grad = x * w
print(by_detach.requires_grad, by_no_grad.requires_grad)
by_detach.sum().backward()
print(w.grad, x.grad)
