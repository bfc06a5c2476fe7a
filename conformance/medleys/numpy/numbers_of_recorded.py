"""Which ways to a Python number warn of a tensor that requires grad, and which refuse it."""

import math

import numpy as np

import torch

x = torch.tensor(2.0, requires_grad=True)
tensors = [
    lambda: x,
    lambda: x * 2,
    lambda: x.detach(),
    lambda: x.reshape(1, 1),
    lambda: torch.tensor([1.0, 2.0], requires_grad=True),
    lambda: torch.tensor([1.0, 2.0], requires_grad=True)[1],
    lambda: torch.empty(0, requires_grad=True),
    lambda: torch.tensor(2, dtype=torch.int64),
    lambda: torch.tensor(True),
    lambda: torch.tensor(1 + 2j, requires_grad=True),
    lambda: torch.tensor(1 + 0j, requires_grad=True) * 1,
    lambda: torch.tensor(2.5, dtype=torch.float16, requires_grad=True),
    lambda: torch.tensor(2.5, dtype=torch.bfloat16),
    lambda: torch.tensor(math.nan, requires_grad=True),
    lambda: torch.tensor(math.inf, requires_grad=True),
    lambda: torch.nn.Parameter(torch.tensor(3.0)),
]


def shown(function, value):
    try:
        print(function(value))
    except (RuntimeError, TypeError, ValueError, OverflowError, IndexError) as error:
        print(type(error).__name__, error)


def each(function):
    for tensor in tensors:
        shown(function, tensor())


each(float)
each(int)
each(complex)
each(bool)
each(lambda t: t.item())
each(lambda t: t.tolist())
each(lambda t: f"{t:.2f}")
each(lambda t: math.sqrt(t))
each(lambda t: math.floor(t))
each(lambda t: [10, 20, 30][t])
each(lambda t: range(t))
each(lambda t: len(t))
each(lambda t: torch.ones(4)[t])
each(lambda t: list(t))
each(lambda t: round(t))
each(lambda t: abs(t))
each(lambda t: divmod(t, 2))
each(lambda t: t == 2)
each(lambda t: not t)
each(lambda t: t and 1)
each(lambda t: max(t, x).grad_fn is None)
each(lambda t: 1.0 in t)
each(lambda t: torch.ones(2).fill_(t))
each(lambda t: torch.tensor(t))
each(lambda t: torch.tensor([t, 1.0]))
each(lambda t: torch.tensor([[t], [1.0]]).requires_grad)
each(lambda t: torch.as_tensor(t) is t)
each(lambda t: torch.as_tensor([t]).requires_grad)
each(lambda t: np.float64(t.detach()))
each(lambda t: np.array([1.0, 2.0]) * t.detach().tolist())
with torch.no_grad():
    each(float)
    each(complex)
    each(lambda t: torch.tensor(t))
    each(lambda t: torch.tensor([t]))
with torch.inference_mode():
    each(float)
    each(lambda t: torch.tensor([t]))
total = 0
for step in range(2):
    loss = (x * step) ** 2
    total += loss
    print(float(total), loss.item())
print(total.requires_grad, sum([x, x]).requires_grad, math.prod([x, 2]).requires_grad)
for dtype in (torch.int64, torch.bool, torch.float64, torch.complex64):
    each(lambda t: torch.tensor([t], dtype=dtype))
    each(lambda t: torch.asarray([[t]], dtype=dtype))
each(lambda t: torch.zeros(1, dtype=torch.float64).new_tensor([t]))
