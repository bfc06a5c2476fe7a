# rule: numpy.cpu-only
# source: seeds/001
# claim: numpy() exists only for CPU memory; a tensor elsewhere raises and names cpu()
import torch

a = torch.ones(2, device="meta").numpy()
b = torch.ones(2).numpy()
print(b)
