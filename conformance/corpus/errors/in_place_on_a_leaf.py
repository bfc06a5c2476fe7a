# rule: errors.leaf-in-place
# source: seeds/002
# claim: a leaf that requires grad refuses in-place operations and stays unchanged: hence the
#   ways round it
import torch

a = torch.tensor([1.0, 2.0], requires_grad=True)
a.sigmoid_()
a += 1
print(a, a._version)
