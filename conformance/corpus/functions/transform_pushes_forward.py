# rule: functions.transforms
# source: own
# claim: jvp wants tangents of the structure and shapes of the inputs; in strict mode the output
#   must depend on them
# since: >=2.0
import torch
from torch.func import jvp

x = torch.tensor([1.0, 2.0])
v = torch.tensor([1.0, 0.0])
y, tangent, extra = jvp(lambda t: (t**3, t), (x,), (v,), has_aux=True)
print(y, tangent, extra is x, jvp(torch.sin, (x,), (v,)))
jvp(lambda t: t, x, v)
jvp(lambda t: t, (x,), (v, v))
jvp(lambda t: t, (x,), (v[:1],))
jvp(lambda t: 1.0, (x,), (v,))
jvp(lambda t: x.exp(), (x,), (v,), strict=True)
