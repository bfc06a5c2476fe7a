# rule: functions.transforms
# source: own
# claim: grad wants a function that gives one number, and numbers of arguments that are there,
#   each once
# since: >=2.0
import torch
from torch.func import grad, grad_and_value

x = torch.tensor([1.0, 2.0])
grad(lambda t: t * 2)(x)
grad(lambda t: 2)(x)
grad(lambda t: t.sum(), argnums="0")(x)
grad(lambda t: t.sum(), argnums=1)(x)
grad(lambda t, u: t.sum(), argnums=(0, -2))(x, x)
grad(lambda t: t.sum())(2.0)
grad(lambda t: t.sum(), has_aux=True)(x)
grad_and_value(lambda t, u: t.sum(), argnums=-1)(x, x)
grad(lambda t: t["a"].sum() + t["b"].sum())({"a": x, "b": x})
