# rule: graph.materialize-grads
# source: changes
# claim: what `materialize_grads` makes requires grad under `create_graph` only
# since: >=2.1
# changes: materialized_zeros_are_constants
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([1.0], requires_grad=True)
print(torch.autograd.grad(x.sum(), [y], materialize_grads=True))
