# rule: operators.det-of-singular
# source: changes
# claim: the gradient of the determinant of one number is a view of what comes in, whatever the
#   number
# changes: det_of_one_number_is_a_view
import torch

x = torch.zeros(1, 1, requires_grad=True)
made, = torch.autograd.grad(torch.linalg.det(x), x)
print(made, made._is_view())
