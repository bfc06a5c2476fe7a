# rule: modules.step-hooks-and-closures
# source: changes
# claim: `LBFGS` does not warn that it makes numbers of losses that require grad
# since: >=2.8
# changes: lbfgs_converts_unrecorded
import torch

p = torch.tensor([1.0], requires_grad=True)
optimizer = torch.optim.LBFGS([p], max_iter=2)

def closure():
    optimizer.zero_grad()
    loss = (p**4).sum()
    loss.backward()
    return loss

print(optimizer.step(closure))
