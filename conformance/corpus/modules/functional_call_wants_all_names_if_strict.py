# rule: modules.functional-call
# source: own
# claim: with `strict` each parameter and buffer must be given, and nothing else
# since: >=2.0
import torch

model = torch.nn.Linear(1, 1)
given = {"weight": torch.ones(1, 1), "bias": torch.zeros(1)}
print(torch.func.functional_call(model, given, torch.ones(1, 1), strict=True))
torch.func.functional_call(model, {"weight": torch.ones(1, 1)}, torch.ones(1, 1), strict=True)
