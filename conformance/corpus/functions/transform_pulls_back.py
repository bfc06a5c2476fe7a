# rule: functions.transforms
# source: own
# claim: vjp gives a function of cotangents, which must have the structure and shapes of the
#   outputs
# since: >=2.0
import torch
from torch.func import vjp

x = torch.tensor([1.0, 2.0], requires_grad=True)
y, pull = vjp(lambda t: {"a": t * 2, "b": t.sum()}, x)
print(y["a"].requires_grad, pull({"a": torch.ones(2), "b": torch.tensor(1.0)}))
pull((torch.ones(2),))
pull({"a": torch.ones(3), "b": torch.tensor(1.0)})
pull({"a": 1.0, "b": torch.tensor(1.0)})
y, pull, extra = vjp(lambda t: (t * 2, t + 1), x.detach(), has_aux=True)
print(y, pull(y), extra)
vjp(lambda t: 1.0, x)
vjp(lambda t: t, x, has_aux=True)
