# rule: views.geometry
# source: changes
# claim: `rms_norm` lays its result out row by row, whatever the layout of its input
# changes: rms_norm_is_contiguous
# since: >=2.4
import torch

x = torch.arange(6.0).view(3, 2).t().requires_grad_()
y = torch.nn.functional.rms_norm(x, (3,))
print(x.stride(), y.stride())
