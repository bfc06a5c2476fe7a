# rule: operators.norm
# source: changes
# claim: `norm` is `linalg.vector_norm`, and shows its node: `LinalgVectorNormBackward0`
# changes: norm_is_the_vector_norm
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(x.norm().grad_fn.name())
