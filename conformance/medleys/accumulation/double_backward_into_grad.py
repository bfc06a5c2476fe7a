import torch

x=torch.tensor(2.,requires_grad=True)
y=x**3
y.backward(create_graph=True)
g=x.grad
g.backward()
