# rule: modules.containers
# source: own
# claim: a tensor put into a ParameterDict becomes a parameter; keys are strings, and sorted when a
#   plain dict gave them
# since: >=2.0
import torch
import torch.nn as nn

p = nn.ParameterDict({"b": torch.ones(2), "a": nn.Parameter(torch.zeros(1)), "c": "x"})
print(p, p.setdefault("a") is p["a"], p.setdefault("d", torch.ones(1)), p.get("zz"))
print((p | {"e": torch.ones(1)}).keys(), p.popitem(), p.pop("b"), list(reversed(p)))
p[3] = torch.ones(1)
p(3)
p.update(3)
p |= {"k": torch.ones(1)}
p.clear()
print(len(p), nn.ParameterDict().fromkeys(["a"], 3)["a"])
