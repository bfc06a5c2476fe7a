# rule: graph.second-backward-raises
# source: seeds/000
# claim: backward from one stage frees what it shares with a later stage, whose own backward
#   then raises
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x**2
b = a * 2
a.backward(torch.ones(2))
print(x.grad)
b.backward(torch.ones(2))
print(x.grad)
