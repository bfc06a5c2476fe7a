# rule: modules.optimizers
# source: own
# claim: where the loss jumps, the line search narrows the bracket around the place until it is
#   nothing
# since: >=2.0
import torch

p = torch.tensor([1e-8, 0.1], dtype=torch.float64, requires_grad=True)
o = torch.optim.LBFGS([p], 1e-6, 1, 40, line_search_fn="strong_wolfe")
def closure():
    o.zero_grad()
    loss = p.sum() + 1e-6 * (p < 0).sum()
    loss.backward()
    return loss
print(o.step(closure), p, o.state_dict()["state"][0]["func_evals"])
