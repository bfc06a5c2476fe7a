# rule: operators.transpose
# source: changes
# claim: `T`, `mT`, `H`, `mH` and `adjoint` of a tensor without dimensions warn
# changes: numbers_are_not_transposed
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x.T
