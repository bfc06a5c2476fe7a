# logsigmoid keeps what it computed with on the CPU: a write that goes unnoticed changes its gradient by
# half (found by random programs).


import torch
a = torch.tensor([1.0, -2.0, 0.5], requires_grad=True)
b = torch.nn.functional.logsigmoid(a)
a.data += 1
b.backward(torch.ones(3))
