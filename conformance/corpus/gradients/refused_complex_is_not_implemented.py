# rule: gradients.of-operators
# source: changes
# claim: an operator that refuses to differentiate for complex numbers raises NotImplementedError,
#   not RuntimeError
# changes: refused_complex_is_not_implemented
import torch

x = torch.tensor([1.0 + 2.0j], requires_grad=True)
torch.nn.functional.silu(x)
