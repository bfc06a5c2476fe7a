# rule: modules.optimizer-refuses
# source: changes
# claim: `Adam` and `AdamW` refuse a tensor as `lr` with `foreach=True`
# changes: adam_refuses_rates_in_lists
import torch

p = torch.nn.Parameter(torch.ones(1))
torch.optim.Adam([p], lr=torch.tensor(0.1), foreach=True)
