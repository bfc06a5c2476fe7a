# rule: modules.backward-hook-results-are-checked
# source: own
# claim: where no input requires grad, a full backward hook may return None only
# since: >=2.13
import torch
import torch.nn as nn

m = nn.Linear(1, 1)
m.register_full_backward_hook(lambda m, i, o: (None,))
m(torch.ones(1)).backward()
m.register_full_backward_hook(lambda m, i, o: (torch.ones(1),))
m(torch.ones(1)).backward()
