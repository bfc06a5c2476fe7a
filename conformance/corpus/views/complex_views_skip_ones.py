# rule: views.other-dtype
# source: changes
# claim: a dimension of size 1 may have any stride, where pairs are taken for complex numbers
# changes: complex_views_skip_ones
import torch

x = torch.zeros(4).as_strided((1, 2), (1, 1))
print(torch.view_as_complex(x).stride())
torch.view_as_complex(x.as_strided((0, 2), (1, 1)))
