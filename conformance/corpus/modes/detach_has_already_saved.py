# rule: modes.no-grad-saves-nothing
# source: seeds/000, seeds/003
# claim: detach() comes after the recording: what it cuts off was saved first, unlike under
#   no_grad
import torch

kept = []
x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: kept.append(1), lambda t: t):
    y = x.exp().detach()
    first = len(kept)
    z = x.detach().exp()
print(first, len(kept), torch.equal(y, z))
