# rule: graph.second-backward-without-saved-tensors
# source: seeds/002
# claim: wrong in general: a graph whose nodes saved nothing runs backward as often as one likes
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (x + 1).sum()
loss.backward()
loss.backward()
loss.backward()
print(x.grad)
