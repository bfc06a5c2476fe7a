# rule: graph.retain-graph
# source: seeds/002
# claim: with retain_graph=True the saved values stay, and a second backward adds its gradients
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (x**3).sum()
loss.backward(retain_graph=True)
print(x.grad)
loss.backward()
print(x.grad)
