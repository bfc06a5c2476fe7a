# rule: modules.functional-call
# source: own
# claim: what stands for a parameter of two names stands for both, unless `tie_weights` is off
# since: >=2.0
import torch

model = torch.nn.Sequential(torch.nn.Linear(1, 1, bias=False), torch.nn.Linear(1, 1, bias=False))
model[1].weight = model[0].weight
model[0].weight.data.fill_(1.0)
x, other = torch.ones(1, 1), torch.full((1, 1), 3.0)
print(torch.func.functional_call(model, {"0.weight": other}, x))
print(torch.func.functional_call(model, {"0.weight": other}, x, tie_weights=False))
torch.func.functional_call(model, {"0.weight": other, "1.weight": x}, x)
