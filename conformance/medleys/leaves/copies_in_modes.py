"""Copies in inference and no-grad mode."""

import copy
import torch

with torch.inference_mode():
    t = torch.ones(2)
u = copy.deepcopy(t)
print(u.is_inference())
w = copy.copy(t)
print(w.is_inference())
with torch.inference_mode():
    print(copy.deepcopy(t).is_inference(), copy.copy(t).is_inference())
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    print(copy.deepcopy(x).requires_grad, copy.copy(x * 2).requires_grad)
l = [x, x, {"a": x}]
m = copy.deepcopy(l)
print(m[0] is m[1], m[2]["a"] is m[0])
