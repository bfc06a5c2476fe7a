# set_ looks at the dtypes first (found by random programs).


import torch
a = torch.tensor([0.25], requires_grad=True)
a.set_(torch.ones(2, dtype=torch.float64))
a.set_(torch.ones(2))
