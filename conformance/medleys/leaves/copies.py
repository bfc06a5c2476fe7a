"""`copy`, `deepcopy` and `pickle` of tensors."""

import copy
import pickle
import torch

roundtrip = lambda value: pickle.loads(pickle.dumps(value))

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.grad = torch.ones(2)
c = copy.deepcopy(x)
print(c, c.grad, c.requires_grad, c.is_leaf, c._version, c.grad is x.grad)
y = x * 2
copy.deepcopy(y)
d = copy.copy(x)
print(d, d.grad, d._version, d.data_ptr() == x.data_ptr())
e = copy.copy(y)
print(e, e.is_leaf, e.requires_grad, e._version, e.data_ptr() == y.data_ptr())
e.sum().backward()
print(e.grad, x.grad)
a = torch.ones(2, 2)
b = a[0]
a2, b2 = copy.deepcopy([a, b])
a2[0, 0] = 5
print(b2, b2._base, b2._is_view(), a2._version, b2._version)
a3, b3 = roundtrip([a, b])
a3[0, 0] = 5
print(b3, b3._is_view(), b3.storage_offset())
v = a[:, 1]
print(copy.deepcopy(v).stride(), copy.deepcopy(v).untyped_storage().nbytes(), roundtrip(v).stride(), roundtrip(v).untyped_storage().nbytes())
i = torch.tensor([1, 2])
print(copy.deepcopy(i), roundtrip(i), copy.deepcopy(torch.tensor(3.5)))
x.foo = "bar"
print(copy.deepcopy(x).foo)
print(copy.copy(x).foo)
print(roundtrip(x), roundtrip(x).foo, roundtrip(x).grad)
roundtrip(y)
print(roundtrip(y).is_leaf)
h = x.register_hook(lambda g: g)
z = copy.deepcopy(x)
w = copy.copy(x)
roundtrip(x)
