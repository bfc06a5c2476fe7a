# rule: versions.set-bumps
# source: own
# claim: set_ takes storages and tensors of its dtype; as_strided_ is recorded
# since: >=2.0
import torch

x, y = torch.ones(2), torch.zeros(4)
x.set_(y.storage())
x.set_(y.double().storage())
x.set_(y.double())
print(x, x.set_(), x.set_(y, 1, (2,)), x._version)
z = torch.ones(2, requires_grad=True)
z.resize_as_(y)
x.resize_as_(torch.ones(3)).as_strided_((2,), (1,))
w = (z * 2).as_strided_((1,), (1,), 1)
w.backward()
print(x.shape, z.grad)
