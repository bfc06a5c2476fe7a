# rule: hooks.multi-grad
# source: own
# claim: a copy warns of the hook that it loses, by the name the hook has inside of torch
import copy

import torch

x = torch.tensor([1.0], requires_grad=True)
torch.autograd.graph.register_multi_grad_hook([x], print)
y = copy.copy(x)
