# rule: data.write-to-a-leaf
# source: seeds/002
# claim: a hand-written gradient step on .data changes the weight in place and leaves flag and
#   .grad alone
import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
(w**2).sum().backward()
w.data -= 0.25 * w.grad
print(w, w.is_leaf)
print(w.grad)
