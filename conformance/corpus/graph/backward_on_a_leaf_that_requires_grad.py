# rule: graph.backward-on-a-leaf
# source: seeds/000
# claim: no grad_fn is needed where the flag is set: a leaf may be its own root
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.backward(torch.tensor([0.5, 4.0]))
print(x.grad)
