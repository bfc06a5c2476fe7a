# rule: modes.autocast
# source: own
# claim: products run in bfloat16, losses in float32, float64 is left alone; the gradient has the
#   dtype of the leaf
# since: >=2.4
import torch

w = torch.ones(2, 2, requires_grad=True)
x = torch.ones(1, 2)
with torch.autocast("cpu"):
    y = x @ w
    z = torch.mm(y, w).sum()
    print(torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu"), y.dtype, z.dtype)
    a = torch.cat([x, y]).dtype, torch.stack([x, x]).dtype, torch.cat([y, y]).dtype
    b = (x.double() @ w.double()).dtype, torch.nn.functional.mse_loss(y, y).dtype, (y + 1).dtype
z.backward()
print(w.grad, a, b)
