# rule: requires-grad.factory-argument
# source: own
# claim: factories take numbers, arrays and tensors within lists; only floating dtypes take the
#   flag
import numpy as np
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.tensor([x[0], 3]), torch.tensor([[x.detach()[1]]]), torch.as_tensor(x) is x)
print(torch.as_tensor(x, dtype=torch.float64), torch.asarray([1.0], requires_grad=True))
print(torch.full((2,), x.detach()[0]), torch.zeros((2,), requires_grad=True))
torch.zeros_like(np.ones(1))
torch.zeros(2, requires_grad=1)
torch.ones(2, dtype=torch.int64, requires_grad=True)
print(torch.Tensor(), torch.Tensor(x) is x, torch.Tensor(2, 1).shape, torch.FloatTensor(x))
torch.DoubleTensor(x)
