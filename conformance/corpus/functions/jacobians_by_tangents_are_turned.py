# rule: functions.transforms
# source: own
# claim: jacfwd computes a Jacobian column by column, as its layout shows; jacrev row by row; both
#   take inputs that are laid out otherwise
# since: >=2.0
import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]]).t()
for jacobian in (torch.func.jacfwd, torch.func.jacrev):
    made = jacobian(lambda t: t[:, 0] * 2)(x)
    print(made, made.stride())
