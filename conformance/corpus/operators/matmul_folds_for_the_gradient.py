# rule: operators.matmul
# source: changes
# claim: whether `matmul` makes one product of a batch depends on what requires grad
# changes: matmul_folds_for_the_gradient
import torch

x = torch.ones(2, 1, 2)
w = torch.ones(2, 1, requires_grad=True)
y = x.mT @ w.mT
y = torch.ones(2, 2, 3).mT @ torch.ones(2, requires_grad=True)
print(y.grad_fn.next_functions)
