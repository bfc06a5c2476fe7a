# rule: operators.index
# source: changes
# claim: a number assigned to elements is filled in: `CopySlices` has one edge, a mask gives
#   `MaskedFill` and an index tensor `IndexFill`
# changes: scalar_setitem_is_a_fill
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
y[0] = 5.0
print(y.grad_fn.next_functions)
