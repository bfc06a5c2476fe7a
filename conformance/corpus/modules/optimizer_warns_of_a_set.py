# rule: modules.optimizer-refuses
# source: changes
# claim: parameters given as a set are warned of
# changes: optimizer_warns_of_a_set
import torch

x = torch.nn.Parameter(torch.ones(2))
o = torch.optim.SGD({x}, lr=0.5)
