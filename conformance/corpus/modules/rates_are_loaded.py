# rule: modules.optimizer-state
# source: own
# claim: loading a state takes the settings of each group, and what was remembered, as copies
# since: >=2.1
import torch

x = torch.tensor([1.0], requires_grad=True)
first = torch.optim.SGD([x], lr=1.0, momentum=0.5)
second = torch.optim.SGD([x], lr=0.25)
x.backward()
first.step()
second.load_state_dict(first.state_dict())
print(second.param_groups[0]["lr"], second.param_groups[0]["momentum"])
memory = second.state[x]["momentum_buffer"]
print(memory, memory is x.grad, memory is first.state[x]["momentum_buffer"])
