# rule: modules.optimizer-refuses
# source: own
# claim: settings out of range: a rate of several elements, betas of two kinds, etas on one side of
#   1
# since: >=2.13
import torch

p = torch.ones(2, requires_grad=True)
torch.optim.SGD([p], lr=torch.ones(2))
torch.optim.Adam([p], betas=(torch.tensor(0.9), 0.99))
torch.optim.Rprop([p], etas=(1.5, 2.0))
torch.optim.SGD([p], lr=0.1, fused=True, foreach=True)
