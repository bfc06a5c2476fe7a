# A pass whose gradient is refused does not warn of create_graph (found by random programs).


import torch
b = torch.tensor([1.0, 1.0], requires_grad=True)
c = b.sub(1.0)
b.data = torch.ones(5)
b.backward(torch.ones(5), create_graph=True)
