# rule: gradients.of-operators
# source: changes
# claim: `ldexp` is one operator, no product with a power; `ldexp_` is recorded
# changes: ldexp_is_one_operator
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.ldexp(x, torch.tensor(2))
y.ldexp_(torch.tensor(1))
