# rule: modules.schedulers
# source: changes
# claim: a schedule has no `verbose`, and notes that it sets its first rate
# changes: schedules_say_nothing
import torch

p = torch.nn.Parameter(torch.ones(1))
optimizer = torch.optim.SGD([p], lr=0.1)
schedule = torch.optim.lr_scheduler.StepLR(optimizer, 1)
print(schedule.state_dict())
