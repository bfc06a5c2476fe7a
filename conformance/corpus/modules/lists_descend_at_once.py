# rule: modules.optimizers
# source: changes
# claim: ASGD and Rprop on lists write to parameters, means and last gradients otherwise often
# changes: lists_descend_at_once
# since: >=2.0
import torch

ways = [(torch.optim.ASGD, "ax", {"t0": 1, "alpha": 0.5}), (torch.optim.Rprop, "prev", {})]
for optimizer, kept, settings in (*ways, (torch.optim.Rprop, "prev", {"maximize": True})):
    p = torch.tensor([1.0, -2.0], requires_grad=True)
    o = optimizer([p], lr=0.1, foreach=True, **settings)
    for _ in range(3):
        p.grad = p.detach() * 2 - 1
        o.step()
        print(p, p._version, o.state[p][kept], o.state[p][kept]._version)
