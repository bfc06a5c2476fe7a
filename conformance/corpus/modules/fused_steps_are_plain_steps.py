# rule: modules.optimizers
# source: own
# claim: a fused step, or one that may be differentiated, gives the numbers of a plain one
# since: >=2.4
import torch

for keywords in (dict(fused=True), dict(foreach=True), dict(differentiable=True), {}):
    p = torch.tensor([1.0, -2.0], requires_grad=True)
    x = p.clone() if "differentiable" in keywords else p
    o = torch.optim.Adam([x], lr=0.1, **keywords)
    x.grad = torch.ones(2)
    o.step()
    print(x)
