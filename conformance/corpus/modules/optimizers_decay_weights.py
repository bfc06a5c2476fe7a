# rule: modules.optimizers
# source: own
# claim: every optimizer takes a decay of the weights, some of them decoupled from the gradient
# since: >=2.4
import torch

adam = dict(weight_decay=0.1, decoupled_weight_decay=True)
for name, keywords in (("NAdam", adam), ("RAdam", adam), ("ASGD", {}), ("Adadelta", {})):
    p = torch.tensor([1.0, -2.0], requires_grad=True)
    make = {"NAdam": torch.optim.NAdam, "RAdam": torch.optim.RAdam, "ASGD": torch.optim.ASGD}
    o = make.get(name, torch.optim.Adadelta)([p], **(keywords or dict(weight_decay=0.1)))
    for _ in range(7):
        p.grad = p.detach() * 2
        o.step()
    print(name, p)
