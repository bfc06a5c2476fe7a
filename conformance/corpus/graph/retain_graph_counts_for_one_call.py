# rule: graph.retain-graph
# source: seeds/002
# claim: retain_graph holds for the call it is given to; the next plain backward frees the graph
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = x.exp().sum()
loss.backward(retain_graph=True)
loss.backward()
loss.backward(retain_graph=True)
