# rule: modules.full-backward-hooks
# source: changes
# claim: a full backward hook of a module whose inputs require no grad warns when it is called
# changes: hooks_without_input_gradient_warn
import torch

m = torch.nn.Linear(1, 1)
m.register_full_backward_hook(lambda m, i, o: None)
m(torch.ones(1)).sum().backward()
