"""L-BFGS with fixed steps and with a line search: losses, parameters, calls of the closure."""

import torch

for kw in [{}, {"lr": 0.5, "max_iter": 3}, {"max_iter": 2, "history_size": 1}, {"line_search_fn": "strong_wolfe"}, {"line_search_fn": "strong_wolfe", "max_iter": 4, "lr": 5.0}, {"line_search_fn": "strong_wolfe", "max_eval": 3}]:
    x = torch.tensor([1.5, -2.0], requires_grad=True)
    y = torch.ones(1, 2, requires_grad=True)
    opt = torch.optim.LBFGS([x, y], **kw)
    calls = []

    def closure():
        opt.zero_grad()
        loss = (1 - x[0]) ** 2 + 10 * (x[1] - x[0] ** 2) ** 2
        loss.backward()
        calls.append(torch.is_grad_enabled())
        return loss

    for step in range(3):
        print(kw, opt.step(closure), x, y, len(calls), all(calls), x._version)
    print(sorted(opt.state[x]), opt.state[x]["n_iter"], opt.state[x]["func_evals"])
print(opt)
torch.optim.LBFGS([{"params": [x]}, {"params": [y]}])
torch.optim.LBFGS([x], line_search_fn="other").step(closure)
opt.step()
