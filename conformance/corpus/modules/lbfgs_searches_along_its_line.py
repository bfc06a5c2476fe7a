# rule: modules.optimizers
# source: own
# claim: with strong_wolfe LBFGS tries several steps along a direction, whatever the shape of the
#   loss
# since: >=2.0
import torch

for n, lr, *start in ((1.1, 30, 0.3, 0.1), (3, 0.1, 2.5, 2.5), (3, 1, 0.3, 0.1), (3, 30, 1, -2)):
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    o = torch.optim.LBFGS([p], lr, 1, max_eval=8, line_search_fn="strong_wolfe", history_size=1)
    def closure():
        o.zero_grad()
        loss = (p.abs() ** n).sum() + (3 * p).cos().sum() / 2
        loss.backward()
        return loss
    print(o.step(closure), p, o.state_dict()["state"][0]["func_evals"])
