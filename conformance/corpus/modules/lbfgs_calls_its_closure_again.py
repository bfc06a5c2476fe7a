# rule: modules.step-hooks-and-closures
# source: own
# claim: LBFGS calls its closure several times a step, until the gradient is small; a parameter
#   without a gradient stays
# since: >=2.4
import torch

p = torch.tensor([1.0, -2.0], requires_grad=True)
z = torch.tensor([1 + 1j], requires_grad=True)
o = torch.optim.LBFGS([p, z, torch.ones(1, requires_grad=True)], 0.5, 6, history_size=2)
def closure():
    o.zero_grad()
    loss = (p**4).sum() + z.abs().square().sum()
    loss.backward()
    return loss
print(o.step(closure), o.step(closure), p, z)
print(o.state_dict()["state"][0]["n_iter"], o.state_dict()["state"][0]["func_evals"])
