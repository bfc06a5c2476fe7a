# rule: modules.weight-norm
# source: own
# claim: lengths and directions are two originals; a state that the older weight_norm wrote is taken
# since: >=2.1
import torch
import torch.nn as nn

m = nn.utils.parametrizations.weight_norm(nn.Linear(3, 2))
print(m, m.weight.grad_fn, [(n, p.shape) for n, p in m.named_parameters()])
m(torch.ones(1, 3)).sum().backward()
print(m.parametrizations.weight.original0.grad, m.parametrizations.weight.original1.grad)
older = {"weight_g": torch.ones(2, 1), "weight_v": torch.ones(2, 3), "bias": torch.zeros(2)}
print(m.load_state_dict(older), m.weight)
torch.nn.utils.parametrize.remove_parametrizations(m, "weight")
print(m.weight.is_leaf, type(m).__name__)
