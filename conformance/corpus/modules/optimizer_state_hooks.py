# rule: modules.optimizer-state
# source: own
# claim: hooks run before the state is collected and after, and the latter may replace it
# since: >=2.3
import torch

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.1)
o.register_state_dict_pre_hook(lambda o: print(len(o.param_groups)))
o.register_state_dict_post_hook(lambda o, state: print(sorted(state)))
o.register_state_dict_post_hook(lambda o, state: {"mine": state["param_groups"][0]["lr"]})
print(o.state_dict())
