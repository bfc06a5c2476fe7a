# rule: numpy.writes-are-not-counted
# source: own
# claim: a write through the array moves no version counter, so a saved value changes silently
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
loss = (y**2).sum()
y.detach().numpy()[0] = 100.0
print(y, y._version)
loss.backward()
print(x.grad)
