# rule: detach.shares-version-counter
# source: seeds/000, seeds/001
# claim: incomplete: a tracked write raises only if backward needs the old value; here it does
#   not
import torch

a = torch.tensor([4.0, 1.0], requires_grad=True)
b = a + 3
b.detach().zero_()
loss = (b * 5).sum()
print(b, loss)
loss.backward()
print(a.grad)
