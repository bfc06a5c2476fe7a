"""Removing parametrizations leaves the computed value, or the original; the class goes back."""

import copy
import torch
import torch.nn as nn

class Twice(nn.Module):
    def forward(self, x):
        return x * 2
class Back(nn.Module):
    def forward(self, x):
        return x + 1
    def right_inverse(self, x):
        raise NotImplementedError

m = nn.Linear(1, 1)
for name, by in (("weight", Twice()), ("bias", Twice()), ("bias", Back())):
    torch.nn.utils.parametrize.register_parametrization(m, name, by)
twin, other = copy.deepcopy(m), nn.Linear(1, 1)
print(type(twin) is type(m), twin.weight == m.weight, list(m.state_dict()))
torch.nn.utils.parametrize.transfer_parametrizations_and_params(m, other, "weight")
print(other.weight == m.weight, torch.nn.utils.parametrize.is_parametrized(other, "bias"))
original = m.parametrizations.weight.original
torch.nn.utils.parametrize.remove_parametrizations(m, "weight", leave_parametrized=False)
print(m.weight is original, type(m).__name__)
value = m.bias.item()
torch.nn.utils.parametrize.remove_parametrizations(m, "bias")
print(m.bias.item() == value, m.bias.is_leaf, type(m).__name__, [n for n, _ in m.named_parameters()])
torch.nn.utils.parametrize.remove_parametrizations(m, "bias")
b = nn.Module()
b.register_buffer("rate", torch.ones(2))
torch.nn.utils.parametrize.register_parametrization(b, "rate", Twice())
print(b.rate, [n for n, _ in b.named_buffers()])
