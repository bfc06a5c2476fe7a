"""Parametrizations that change what they may not, and what cannot be assigned or pickled."""

import pickle
import torch
import torch.nn as nn

class Part(nn.Module):
    def forward(self, x):
        return x[:1]
class Wide(nn.Module):
    def forward(self, x):
        return x.double()
class Nothing(nn.Module):
    def forward(self, x):
        return 3
class Product(nn.Module):
    def forward(self, a, b):
        return a * b
    def right_inverse(self, x):
        return x, torch.ones_like(x)
class Backwards(nn.Module):
    def __init__(self, given):
        super().__init__()
        self.given = given
    def forward(self, x):
        return x * 2
    def right_inverse(self, x):
        return self.given(x)

register = torch.nn.utils.parametrize.register_parametrization
remove = torch.nn.utils.parametrize.remove_parametrizations
m = nn.Linear(2, 2)
for kind in (Part, Wide, Nothing):
    try:
        register(m, "weight", kind())
    except ValueError as error:
        print(error)
for given in (lambda x: 3, lambda x: [3], lambda x: x.double()):
    try:
        register(m, "weight", Backwards(given))
    except ValueError as error:
        print(error)
register(m, "weight", nn.Identity())
for kind in (Part, Wide, Nothing):
    try:
        register(m, "weight", kind())
    except ValueError as error:
        print(error)
for given in (lambda x: 3, lambda x: x[:1], lambda x: x.double()):
    try:
        register(m, "weight", Backwards(given))
    except ValueError as error:
        print(error)
m.weight = torch.ones(2, 2)
register(m, "absent", nn.Identity())
register(m, "bias", Product())
print(m, [n for n, _ in m.named_parameters()])
m.bias = torch.tensor([2., 3.])
remove(m, "bias", leave_parametrized=False)
for given in (lambda x: 3, lambda x: [x], lambda x: [x, 3], lambda x: [x, x.double()]):
    m.parametrizations.bias[0].right_inverse = given
    try:
        m.bias = torch.ones(2)
    except ValueError as error:
        print(error)
print(m.bias, m.parametrizations.bias.original1)
pickle.dumps(m)
