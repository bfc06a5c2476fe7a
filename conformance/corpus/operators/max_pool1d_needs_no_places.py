# rule: operators.max-pool
# source: own
# claim: max_pool1d is made of others where it is differentiated, so that its result is a view, and
#   one operation where it is not
import torch

x = torch.tensor([[1.0, 3.0, 2.0]])
print(torch.nn.functional.max_pool1d(x, 2)._is_view())
print(torch.nn.functional.max_pool1d(x.requires_grad_(), 2)._is_view())
