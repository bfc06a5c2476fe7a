"""Every way to make a tensor of another: who shares the counter."""

import copy
import torch
from torch import nn

a = torch.zeros(4)
names = dict(detach=a.detach(), data=a.data, view=a.view(2, 2), slice=a[1:], np=torch.from_numpy(a.numpy()), param=nn.Parameter(a), alias=a.view_as(a), expand=a.expand(2, 4), as_strided=a.as_strided((2,), (1,)), t=a.t(), real=a.real, viewdtype=a.view(torch.int32), clone=a.clone(), to=a.to(torch.float32), contiguous=a.contiguous(), reshape=a.reshape(2, 2), squeeze=a.squeeze(), copy=copy.copy(a), unbind=a.unbind()[0], split=a.split(2)[0], detv=a.detach()[1:], vdet=a[1:].detach(), datav=a.data[1:], vdata=a[1:].data, asT=torch.as_tensor(a), var=torch.autograd.Variable(a), tensor=torch.Tensor(a), dlpack=torch.from_dlpack(a), deep=copy.deepcopy(a), frombuf=torch.frombuffer(a.numpy(), dtype=torch.float32), unsafe=a.unsafe_split(2)[0], diag=a.view(2,2).diagonal(), expandas=a.expand_as(a), requires=a.requires_grad_())
a.requires_grad_(False)
a.add_(1)
for k, v in names.items():
    print(k, v._version, v._is_view(), v._base is a, v is a)
a[0:2].mul_(2)
names['detach'].mul_(2)
names['data'].mul_(2)
for k, v in names.items():
    print(k, v._version)
