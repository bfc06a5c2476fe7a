"""`numpy(force=True)` of what `numpy()` refuses, and of what it takes; what shares memory after it."""

import numpy as np

import torch

kinds = [
    lambda: torch.tensor([1.0, 2.0]),
    lambda: torch.tensor([1.0, 2.0], requires_grad=True),
    lambda: torch.tensor([1.0, 2.0], requires_grad=True) * 2,
    lambda: torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)[0],
    lambda: torch.tensor([[1.0, 2.0], [3.0, 4.0]]).t(),
    lambda: torch.tensor([1 + 1j, 2 - 3j]),
    lambda: torch.tensor([1 + 1j, 2 - 3j]).conj(),
    lambda: torch.tensor([1 + 1j, 2 - 3j], requires_grad=True).conj(),
    lambda: torch.tensor([1 + 1j, 2 - 3j]).conj().imag,
    lambda: torch.tensor([1 + 1j, 2 - 3j], requires_grad=True).conj().imag,
    lambda: torch.tensor([1 + 1j, 2 - 3j]).conj().real,
    lambda: torch.tensor([[1 + 1j], [2 - 3j]]).mH,
    lambda: torch.view_as_real(torch.tensor([1 + 1j]).conj().resolve_conj()),
    lambda: torch.tensor([1, 2]),
    lambda: torch.tensor([True, False]),
    lambda: torch.tensor(3.0, requires_grad=True),
    lambda: torch.tensor(1j).conj(),
    lambda: torch.empty(0, 2, requires_grad=True),
    lambda: torch.ones(1).expand(3),
    lambda: torch.ones(2, dtype=torch.float16, requires_grad=True),
    lambda: torch.ones(2, dtype=torch.bfloat16),
    lambda: torch.ones(2, dtype=torch.bfloat16, requires_grad=True),
    lambda: torch.nn.Parameter(torch.ones(2)),
    lambda: torch.nn.Parameter(torch.ones(2), requires_grad=False),
]


def outcome(function, *arguments, **keywords):
    try:
        got = function(*arguments, **keywords)
    except (RuntimeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
        return None
    print(got, got.dtype, got.shape, got.strides)
    return got


for kind in kinds:
    t = kind()
    print(t.dtype, t.is_conj(), t.is_neg(), t.requires_grad)
    outcome(t.numpy)
    outcome(t.numpy, force=False)
    outcome(np.asarray, t)
    outcome(np.array, t)
    forced = outcome(t.numpy, force=True)
    if forced is not None and forced.size:
        before = t._version
        if forced.flags.writeable:
            forced[...] = 7
        print(t, forced, t._version - before)
        with torch.no_grad():
            t.detach().fill_(9) if t.stride() != (0,) else None
        print(t, forced)

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
y.numpy(force=True)[0] = 100
y.sum().backward()
print(x.grad, y._version)
with torch.no_grad():
    outcome(x.numpy)
    outcome((x * 2).numpy)
    outcome(np.asarray, x)
with torch.inference_mode():
    outcome(x.numpy)
    i = x * 2
    outcome(i.numpy)
    i.numpy()[0] = 5
print(i, i.is_inference())
outcome(i.numpy)
outcome(i.numpy, force=True)
x.numpy(True)
x.numpy(force=1)
x.numpy(force="no")
x.numpy(force=None)
x.numpy(copy=True)
x.item(1)
x[0].item(force=True)
x.tolist(1)
print(x[0].item(), x.detach().numpy(force=False))
