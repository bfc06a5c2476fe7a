# rule: numpy.needs-detach
# source: own
# claim: numpy(force=True) detaches and copies to the CPU as needed
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x.numpy(force=True)
a[0] = 5.0
print(a, x)
