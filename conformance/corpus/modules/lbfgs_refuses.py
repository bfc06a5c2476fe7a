# rule: modules.optimizer-refuses
# source: own
# claim: LBFGS knows one group and one kind of line search, and one step may end before it moves
# since: >=2.13
import torch

p, q = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
torch.optim.LBFGS([{"params": [p]}, {"params": [q]}])
def closure():
    (p * 2).sum().backward()
    return p.detach().sum()
torch.optim.LBFGS([p], line_search_fn="other").step(closure)
o = torch.optim.LBFGS([p], tolerance_grad=1e9)
print(o.step(closure), p, torch.optim.LBFGS([p], tolerance_change=1e9).step(closure), p)
for most, search in ((0, None), (3, None), (1, "strong_wolfe")):
    o = torch.optim.LBFGS([p], 0.1, most, max_eval=max(1, most), line_search_fn=search)
    print(o.step(closure), p)
