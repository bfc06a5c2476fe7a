# rule: modules.optimizer-state
# source: changes
# claim: `LBFGS` takes `maximize`
# changes: lbfgs_may_maximize
import torch

p = torch.nn.Parameter(torch.ones(1))
print(torch.optim.LBFGS([p]).defaults)
