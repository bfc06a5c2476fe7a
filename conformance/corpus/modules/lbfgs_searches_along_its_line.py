# rule: modules.optimizers
# source: own
# claim: with strong_wolfe LBFGS tries several steps along each direction, whatever the shape of the
#   loss
import torch

for power, lr in ((2, 1.0), (4, 0.001), (1.1, 30.0), (3, 1e-9), (1, 1.0)):
    p = torch.tensor([1.0, -2.0], dtype=torch.float64, requires_grad=True)
    o = torch.optim.LBFGS([p], lr, max_iter=4, line_search_fn="strong_wolfe", history_size=1)
    def closure():
        o.zero_grad()
        loss = (p.abs() ** power).sum() + (3 * p).cos().sum() / 2
        loss.backward()
        return loss
    print(o.step(closure), o.step(closure), p, o.state_dict()["state"][0]["func_evals"])
