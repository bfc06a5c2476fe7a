# rule: operators.quantile
# source: changes
# claim: `quantile` and `nanquantile` of few ranks gather from the tensor itself, not from a
#   sorted one
# changes: quantile_selects
import torch

x = torch.tensor([[1.0, 3.0, 2.0]], requires_grad=True)
y = x.quantile(0.5, 1, interpolation="lower")
gathered = y.grad_fn.next_functions[0][0].next_functions[0][0]
print(gathered.next_functions[0][0].name())
