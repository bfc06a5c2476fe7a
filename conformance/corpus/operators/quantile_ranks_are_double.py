# rule: operators.quantile
# source: changes
# claim: `quantile` and `nanquantile` compute ranks in `float64`
# changes: quantile_ranks_are_double
import torch

x = torch.tensor([1.0, 3.0, 2.0])
q = torch.tensor(0.5, requires_grad=True)
y = x.quantile(q)
print(y.grad_fn.next_functions)
