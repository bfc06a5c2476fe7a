# rule: data.result-requires-no-grad
# source: seeds/000
# claim: every read of .data makes a new tensor object on the same memory
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x.data
b = x.data
print(a is b, a is x, a.data_ptr() == b.data_ptr())
a.requires_grad_()
print(a.requires_grad, b.requires_grad)
