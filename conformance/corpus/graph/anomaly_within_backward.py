# rule: graph.anomaly-mode
# source: own
# claim: the warning about a node that was made in a backward pass names the node whose backward
#   made it, too
import torch

x = torch.tensor([0.0], requires_grad=True)
with torch.autograd.detect_anomaly():
    (g,) = torch.autograd.grad(x**1.5, x, create_graph=True)
    g.backward(torch.zeros(1))
