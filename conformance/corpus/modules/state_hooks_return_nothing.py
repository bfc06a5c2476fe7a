# rule: modules.state-dict-hooks
# source: own
# claim: hooks after the state is collected or loaded may change it, and must return None
# since: >=2.13
import torch
import torch.nn as nn

m = nn.Linear(1, 1)
handle = m.register_state_dict_post_hook(lambda m, state, prefix, meta: state)
m.state_dict()
handle.remove()
m.register_load_state_dict_post_hook(lambda m, keys: keys)
m.load_state_dict(m.state_dict())
