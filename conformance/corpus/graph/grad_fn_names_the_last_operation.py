# rule: graph.grad-fn-names
# source: seeds/000
# claim: grad_fn tells the operation that produced the tensor, the last one only
import torch

x = torch.tensor([0.5, 2.0], requires_grad=True)
print(x**3)
print(x**3 / 2)
print((x**3 / 2).exp())
print((x**3 / 2).exp().sum())
