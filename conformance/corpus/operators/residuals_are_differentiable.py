# rule: operators.lstsq
# source: changes
# claim: the residuals that `linalg.lstsq` gives have a derivative
# changes: residuals_are_differentiable
import torch

A = torch.tensor([[1.0], [2.0], [2.0]], requires_grad=True)
solution = torch.linalg.lstsq(A, torch.ones(3, 1), driver="gels")
print(solution.residuals.requires_grad)
