# rule: requires-grad.change-acts-from-then-on
# source: seeds/000, seeds/003
# claim: from requires_grad_() on autograd records what is done with the tensor; what came
#   before stays unrecorded
import torch

x = torch.tensor([1.0, 5.0])
early = x * 2
x.requires_grad_()
late = x * 2
late.sum().backward()
print(early.requires_grad, late.requires_grad)
print(x.grad)
early.sum().backward()
