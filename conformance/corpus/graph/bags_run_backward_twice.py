# rule: graph.retain-graph
# source: own
# claim: the node of embedding_bag gives the same gradient on a second pass
import torch

w = torch.ones(2, 1, requires_grad=True)
y = torch.nn.functional.embedding_bag(torch.tensor([[1, 1]]), w)
y.backward(retain_graph=True)
y.backward()
print(w.grad)
