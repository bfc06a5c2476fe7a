# rule: detach.shares-memory
# source: seeds/003
# claim: an element set through the detached tensor changes the leaf, although the leaf requires
#   grad
import torch

leaf = torch.tensor([8.0, 9.0], requires_grad=True)
cut = leaf.detach()
cut[1] = -4.0
print(leaf)
print(cut)
