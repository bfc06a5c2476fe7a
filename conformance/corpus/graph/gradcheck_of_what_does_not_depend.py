# rule: graph.gradcheck
# source: own
# claim: an output that does not require grad must not move with the inputs; some inputs are
#   warned of or refused
import torch
from torch.autograd import gradcheck, gradgradcheck

x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
y = torch.tensor([3.0], dtype=torch.float64)
empty = torch.zeros(0, dtype=torch.float64, requires_grad=True)
print(gradcheck(lambda a, b: torch.ones(2) * b, (x, y)), gradcheck(lambda a, b: a * b, (x, y)))
gradcheck(lambda a: a.detach() * 2, (x,))
print(gradcheck(lambda a, b: a * 2, (x, empty)), gradcheck(lambda a, b: (a * 2, b * 3), (x, y * 2)))
print(gradgradcheck(lambda a, b: a * a * b, (x, y), torch.ones(2, dtype=torch.float64)))
gradcheck(lambda a: a * a, (torch.ones(1, requires_grad=True),))
gradcheck(lambda a: a * a, (x[:1].expand(2),))
