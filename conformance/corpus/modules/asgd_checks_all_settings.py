# rule: modules.optimizer-refuses
# source: changes
# claim: `ASGD` refuses `lambd` and `alpha` below 0
# changes: asgd_checks_all_settings
import torch

p = torch.nn.Parameter(torch.tensor([1.0]))
torch.optim.ASGD([p], lambd=-1.0)
torch.optim.ASGD([p], alpha=-1.0)
