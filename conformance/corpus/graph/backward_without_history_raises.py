# rule: graph.backward-without-history-raises
# source: seeds/000
# claim: backward on a result of plain tensors raises, since nothing was recorded, and no .grad
#   appears
import torch

x = torch.tensor([3.0, -2.0])
y = x**3 + x
y.backward(torch.ones(y.shape))
print(x.grad)
y.sum().backward()
