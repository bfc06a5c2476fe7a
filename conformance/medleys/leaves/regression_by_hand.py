"""Linear regression by hand, step by step."""

import torch

w = torch.tensor([2.0], requires_grad=True)
b = torch.tensor([1.0], requires_grad=True)
x = torch.tensor([3.0])
lr = 0.1
for epoch in range(3):
    y = w * x + b
    loss = (y - 10) ** 2
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
        w.grad.zero_()
        b.grad.zero_()
    print(epoch, w, b, loss.item(), "%.4f" % loss.item(), f"{loss.item():.3f}", loss)
w = w - lr
print(w, w.is_leaf, w.grad)
w.backward()
print(b.grad)
b = b.detach().requires_grad_(True)
b = b - 1
b.retain_grad()
(b * 2).backward()
print(b.grad)
b -= 1
print(b)
b.data -= 1
print(b)
