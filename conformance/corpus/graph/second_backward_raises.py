# rule: graph.second-backward-raises
# source: seeds/002
# claim: a second backward raises where the first freed saved values, and adds nothing
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (x * x).sum()
loss.backward()
print(x.grad)
loss.backward()
print(x.grad)
