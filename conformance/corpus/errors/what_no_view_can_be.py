# rule: errors.bad-view
# source: own
# claim: a view that cannot be is refused in words that say why
import torch

x = torch.arange(4.0).view(2, 2)
x.view()
x.t().view(4)
torch.ones(2, dtype=torch.complex64).conj().view(torch.float32)
x.view(0, -1)
torch.ones(0).view(0, -1)

torch.view_as_real(torch.ones(1, dtype=torch.complex64).conj())
torch.view_as_complex(torch.tensor(1.0))
torch.view_as_complex(torch.ones(3)[1:])
print(torch.view_copy(x, (4,)), torch.view_copy(x, torch.int32))
print(torch.as_strided_copy(x, (2,), (1,)))
