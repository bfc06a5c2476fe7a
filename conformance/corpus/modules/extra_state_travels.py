# rule: modules.state-dict
# source: own
# claim: what get_extra_state returns is saved, and handed to set_extra_state; it may be missing or
#   unexpected
# since: >=2.0
import torch
import torch.nn as nn

class M(nn.Module):
    def get_extra_state(self):
        return {"k": 5}
    def set_extra_state(self, state):
        print("got", state)

m = M()
print(m.state_dict(), m.load_state_dict(m.state_dict()))
m.load_state_dict({})
nn.Module().load_state_dict(m.state_dict())
