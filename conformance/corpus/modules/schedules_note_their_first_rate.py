# rule: modules.schedulers
# source: changes
# claim: a schedule keeps the note that it sets its first rate
# changes: schedules_note_their_first_rate
import torch

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.1)
s = torch.optim.lr_scheduler.StepLR(o, 1)
print("_is_initial" in s.state_dict())
