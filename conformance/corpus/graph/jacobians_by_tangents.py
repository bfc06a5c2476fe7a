# rule: graph.jacobian
# source: own
# claim: the forward strategy gives the same Jacobian, with vectorize alone
# since: >=2.0
import torch
from torch.autograd.functional import jacobian

x = torch.tensor([1.0, 2.0])
print(jacobian(lambda a: a.exp(), x, strategy="forward-mode", vectorize=True))
jacobian(torch.exp, x, strategy="forward-mode")
jacobian(torch.exp, x, strategy="forward-mode", strict=True)
jacobian(torch.exp, x, strategy="forward-mode", create_graph=True)
