# rule: modules.optimizers
# source: own
# claim: where the loss jumps or turns, the line search narrows the bracket around the place
import torch

for k, lr in ((0, 10.0), (1, 3.0)):
    p = torch.tensor([[0.3, 0.1], [1.0, -2.0]][k], dtype=torch.float64, requires_grad=True)
    o = torch.optim.LBFGS([p], lr, max_iter=3, max_eval=60, line_search_fn="strong_wolfe")
    def closure():
        o.zero_grad()
        loss = (p.relu() ** 3 - p).sum() if k else p.sum() + 10 * (p < 0).sum()
        loss.backward()
        return loss
    print(o.step(closure), o.step(closure), p, o.state_dict()["state"][0]["func_evals"])
