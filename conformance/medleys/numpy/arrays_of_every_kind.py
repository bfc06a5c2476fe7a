"""What becomes of arrays: read-only, reversed, of every dtype, of steps; of lists of them."""

import warnings

import numpy as np

import torch

base = np.arange(12.0).reshape(3, 4)
arrays = [
    lambda: base.copy(),
    lambda: base.copy()[::2],
    lambda: base.copy().T,
    lambda: base.copy()[:, 1],
    lambda: base.copy()[:0],
    lambda: np.array(3.0),
    lambda: np.float32(2.5),
    lambda: np.int64(3),
    lambda: np.ones(2, dtype=np.float16),
    lambda: np.ones(2, dtype=np.complex64),
    lambda: np.ones(2, dtype=np.int8),
    lambda: np.ones(2, dtype=np.uint8),
    lambda: np.array([True, False]),
    lambda: np.array(["a"]),
    lambda: np.array([None]),
    lambda: np.zeros((2, 0)),
    lambda: np.where(base > 3, base, 0),
]
makers = [
    torch.from_numpy,
    torch.as_tensor,
    torch.asarray,
    torch.tensor,
    lambda a: torch.as_tensor(a, dtype=torch.float64),
    lambda a: torch.as_tensor(a, dtype=torch.float32),
    lambda a: torch.asarray(a, copy=True),
    lambda a: torch.asarray(a, copy=False),
    lambda a: torch.asarray(a, dtype=torch.float64, requires_grad=True),
    lambda a: torch.ones(1, dtype=torch.float64).new_tensor(a),
    torch.from_dlpack,
]


def made(maker, array):
    try:
        t = maker(array)
    except (RuntimeError, TypeError, ValueError, BufferError) as error:
        print(type(error).__name__, error)
        return
    print(t, t.dtype, t.stride(), t._version, t.requires_grad, t.is_leaf, t._base is None)
    if t.numel() and t.dtype == torch.float64 and array.ndim:
        array[...] = 50
        print(t.flatten()[0].item() == 50)
        with torch.no_grad():
            t.zero_()
        print(array.flatten()[0] == 0, t._version)


for array in arrays:
    for maker in makers:
        made(maker, array())
for maker in makers[:-1]:
    made(maker, base.copy()[::-1])
    made(maker, base.copy()[:0, ::-1])

frozen = np.arange(3.0)
frozen.setflags(write=False)
t = torch.from_numpy(frozen)
u = torch.as_tensor(frozen)
w = torch.asarray(frozen)
z = torch.tensor(frozen)
print(t, u, w, z)
torch.from_dlpack(frozen)
print(torch.tensor([np.float64(1), np.float64(2)]).dtype, torch.tensor([np.ones(2), np.zeros(2)]).dtype)
print(torch.tensor((np.int64(1), 2.5)).dtype, torch.stack([torch.from_numpy(np.ones(1)), torch.zeros(1, dtype=torch.float64)]))

x = torch.ones(3, dtype=torch.float64, requires_grad=True)
print((x * np.float64(2)).requires_grad, (x * np.array(2.0)).requires_grad, (x + np.ones(3)).requires_grad)
print((np.float64(2) * x).requires_grad)
print(type(np.ones(3) * x.detach()), np.ones(3) @ x.detach().numpy())
np.ones(3) * x
a = np.arange(3.0)
s = torch.from_numpy(a)
r = s.requires_grad_()
(r * r).sum().backward()
a += 1
print(r, r.grad, r._version)
y = (r * r).sum()
a += 1
y.backward()
print(r.grad)
with torch.no_grad():
    r += 1
print(a, r._version)
r.data.numpy()[0] = -1
r.detach().numpy()[1] = -2
print(a, r, r._version)
x[0] = np.float64(4)
with torch.no_grad():
    x[0] = np.float64(4)
    x[1:] = torch.from_numpy(np.zeros(2))
    x[np.array([0, 2])] = 6
print(x, x._version, x[np.array([True, False, True])], x[np.int64(1)])
