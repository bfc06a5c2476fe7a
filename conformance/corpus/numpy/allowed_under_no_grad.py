# rule: numpy.needs-detach
# source: own
# claim: where nothing is recorded numpy() is allowed without detach()
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    a = x.numpy()
print(a)
