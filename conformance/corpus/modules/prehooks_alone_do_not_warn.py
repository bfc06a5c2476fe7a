# rule: modules.full-backward-hooks
# source: changes
# claim: a full backward pre-hook alone does not warn that no input requires grad
# since: >=2.0
# changes: prehooks_alone_do_not_warn
import torch

m = torch.nn.Linear(1, 1)
m.register_full_backward_pre_hook(lambda m, o: None)
m(torch.ones(1)).sum().backward()
