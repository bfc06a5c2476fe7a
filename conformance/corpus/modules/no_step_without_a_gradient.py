# rule: modules.optimizer-step
# source: own
# claim: a parameter without a gradient is left alone, and its steps are not counted; one whose
#   gradient is zero is moved by what the optimizer remembers
import torch

x = torch.tensor([1.0], requires_grad=True)
o = torch.optim.Adam([x], lr=0.5)
x.backward()
o.step()
o.zero_grad(set_to_none=True)
o.step()
print(x, x._version, o.state[x]["step"])
x.grad = torch.zeros(1)
o.step()
print(x, x._version, o.state[x]["step"])
