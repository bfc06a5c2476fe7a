# rule: modes.no-grad-saves-nothing
# source: seeds/000, seeds/001, seeds/002, seeds/003
# claim: the memory saved by no_grad is that of values kept for backward: under it none is kept
import torch

kept = []
x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: kept.append(1), lambda t: t):
    y = x.exp() * x
    print(len(kept))
    with torch.no_grad():
        z = x.exp() * x
print(len(kept))
