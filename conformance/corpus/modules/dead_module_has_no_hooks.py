# rule: modules.full-backward-hooks
# source: own
# claim: a deprecated backward hook is an error once its module is gone; a full one keeps it
import torch

x = torch.tensor([1.0], requires_grad=True)
m = torch.nn.Sigmoid()
m.register_backward_hook(lambda module, grad_input, grad_output: None)
y = m(x)
m = torch.nn.Sigmoid()
m.register_full_backward_hook(lambda module, grad_input, grad_output: print(module))
z = m(x)
m = None
y.backward()
z.backward()
